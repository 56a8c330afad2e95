using MassTransit;
using Platform.Contracts.Feedback;
using Platform.HealthScoring.Scores;
using Platform.ServiceKit.Messaging;

namespace Platform.HealthScoring.Accounts;

/// <summary>Keeps NPS and CSAT answers; a correction replaces what the same answer said before, in whichever order they
/// arrive.</summary>
public sealed class AnswersProjection(Inbox inbox, UsageCalendar calendar, ScoringSignal signal)
    : IConsumer<SurveyAnswered>
{
    private const int CsatScale = 5;

    public async Task Consume(ConsumeContext<SurveyAnswered> context)
    {
        var message = context.Message;
        if (message.Score is not { } score || message.Type is not ("nps" or "csat"))
            return;
        await inbox.OnceAsync(context, async work =>
        {
            var kept = await work.ExecuteAsync(
                Upsert,
                new
                {
                    message.AccountId,
                    message.AnswerId,
                    Kind = message.Type,
                    // An unknown person counts as one of their own.
                    Respondent = (message.ContactId ?? message.AnswerId).ToString(),
                    On = calendar.DayOf(message.AnsweredAt),
                    Score = (int)
                        Math.Round(
                            message.Type == "csat" ? OnFive(score, message.ScaleTo) : score,
                            MidpointRounding.AwayFromZero
                        ),
                    ToldAt = message.OccurredAt,
                }
            );
            if (kept > 0)
                await work.ExecuteAsync(MarkDirty.Sql, new { Id = message.AccountId });
        });
        signal.Set();
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
