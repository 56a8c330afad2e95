using Platform.Contracts.Feedback;
using Platform.HealthScoring.Rescoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Keeps NPS and CSAT answers; a correction replaces what the same answer said before, in whichever order they
/// arrive.</summary>
public sealed class AnswersProjection(UsageCalendar calendar, ScoringSignal signal) : IEventHandler<SurveyAnswered>
{
    private const int CsatScale = 5;

    public async Task HandleAsync(SurveyAnswered domainEvent, UnitOfWork work, CancellationToken ct)
    {
        if (domainEvent.Score is not { } score || domainEvent.Type is not ("nps" or "csat"))
            return;
        work.AfterCommit(signal.Set);
        var changed = await work.ExecuteAsync(
            Upsert,
            new
            {
                domainEvent.AccountId,
                domainEvent.AnswerId,
                Kind = domainEvent.Type,
                // An unknown person counts as one of their own.
                Respondent = (domainEvent.ContactId ?? domainEvent.AnswerId).ToString(),
                On = calendar.DayOf(domainEvent.AnsweredAt),
                Score = (int)
                    Math.Round(
                        domainEvent.Type == "csat" ? OnFive(score, domainEvent.ScaleTo) : score,
                        MidpointRounding.AwayFromZero
                    ),
                ToldAt = domainEvent.OccurredAt,
            }
        );
        if (changed > 0)
            await work.ExecuteAsync(DirtyAccounts.Insert, new { Id = domainEvent.AccountId });
    }

    /// <summary>CSAT counts the top two of five. Other scales are laid against five from the top, so that their top two
    /// stay the top two.</summary>
    private static decimal OnFive(decimal score, int scaleTo) =>
        scaleTo is CsatScale or < 2 ? score : Math.Clamp(CsatScale - (scaleTo - score), 1, CsatScale);

    private const string Upsert = """
        insert into survey_answer as a (account_id, answer_id, kind, respondent, answered_on, score, told_at)
        values (@AccountId, @AnswerId, @Kind, @Respondent, @On, @Score, @ToldAt)
        on conflict (account_id, answer_id) do update
        set respondent = excluded.respondent, answered_on = excluded.answered_on, score = excluded.score,
            told_at = excluded.told_at
        where a.told_at < excluded.told_at
        """;
}
