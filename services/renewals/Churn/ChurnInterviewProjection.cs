using Platform.Contracts.Feedback;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Churn;

/// <summary>
/// Keeps what interviews about lost accounts were coded as, for the retrospective. Coded anew, the later codes hold;
/// what was told earlier and comes late changes nothing.
/// </summary>
public sealed class ChurnInterviewProjection : IEventHandler<InterviewCoded>
{
    private const string Churn = "churn";
    private const string Churned = "churned";

    public async Task HandleAsync(InterviewCoded domainEvent, UnitOfWork work, CancellationToken ct)
    {
        if (domainEvent.Kind != Churn && domainEvent.Outcome != Churned)
            return;
        await work.ExecuteAsync(
            Keep,
            new
            {
                domainEvent.InterviewId,
                domainEvent.AccountId,
                domainEvent.Kind,
                domainEvent.Outcome,
                Themes = domainEvent.Themes.ToArray(),
                domainEvent.DecisiveTheme,
                domainEvent.OccurredAt,
            }
        );
        await work.ExecuteAsync(ChurnReasons.FromInterviews, new { domainEvent.AccountId });
    }

    private const string Keep = """
        insert into churn_interview as kept (interview_id, account_id, kind, outcome, themes, decisive_theme, told_at)
        values (@InterviewId, @AccountId, @Kind, @Outcome, @Themes, @DecisiveTheme, @OccurredAt)
        on conflict (interview_id) do update
        set kind = excluded.kind, outcome = excluded.outcome, themes = excluded.themes,
            decisive_theme = excluded.decisive_theme, told_at = excluded.told_at
        where kept.told_at <= excluded.told_at
        """;
}
