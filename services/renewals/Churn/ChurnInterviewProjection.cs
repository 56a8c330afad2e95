using MassTransit;
using Platform.Contracts.Feedback;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Churn;

/// <summary>
/// Keeps what interviews about lost accounts were coded as, for the retrospective. Coded anew, the later codes hold;
/// what was told earlier and comes late
/// changes nothing.
/// </summary>
public sealed class ChurnInterviewProjection(Inbox inbox) : IConsumer<InterviewCoded>
{
    private const string Churn = "churn";
    private const string Churned = "churned";

    public Task Consume(ConsumeContext<InterviewCoded> context) => inbox.OnceAsync(context, async work =>
        {
            var message = context.Message;
            if (message.Kind != Churn && message.Outcome != Churned)
                return;
            await work.ExecuteAsync(
                Keep,
                new
                {
                    message.InterviewId,
                    message.AccountId,
                    message.Kind,
                    message.Outcome,
                    Themes = message.Themes.ToArray(),
                    message.DecisiveTheme,
                    message.OccurredAt,
                }
            );
            await work.ExecuteAsync(ChurnReasons.FromInterviews, new { message.AccountId });
        });

    private const string Keep = """
        insert into churn_interview as kept (interview_id, account_id, kind, outcome, themes, decisive_theme, told_at)
        values (@InterviewId, @AccountId, @Kind, @Outcome, @Themes, @DecisiveTheme, @OccurredAt)
        on conflict (interview_id) do update
        set kind = excluded.kind, outcome = excluded.outcome, themes = excluded.themes,
            decisive_theme = excluded.decisive_theme, told_at = excluded.told_at
        where kept.told_at <= excluded.told_at
        """;
}

/// <summary>
/// Where nobody gave a reason for a loss, the theme that an interview about it found decisive is the reason. Coded anew
/// it follows; a reason that a person gave stays.
/// </summary>
internal static class ChurnReasons
{
    // Interviews are about the loss that is latest when they are told of; one told before the account was lost again is
    // about the earlier loss.
    public const string FromInterviews = """
        with latest as (
            select id, coalesce((
                select max(recorded_at) from churn earlier
                where earlier.account_id = churn.account_id and earlier.id <> churn.id
                  and earlier.effective_on is not null), '-infinity') as since
            from churn where account_id = @AccountId order by effective_on desc nulls first limit 1
        ), said as (
            select i.interview_id, i.decisive_theme from churn_interview i, latest
            where i.account_id = @AccountId and i.told_at > latest.since
              and (i.decisive_theme is null or i.decisive_theme in (select code from churn_reason))
              and not exists (
                  select from churn other where other.reason_interview = i.interview_id and other.id <> latest.id)
            order by i.decisive_theme is null, i.told_at desc, i.interview_id limit 1
        )
        update churn
        set reason_code = said.decisive_theme,
            reason_interview = case when said.decisive_theme is not null then said.interview_id end
        from said, latest
        where churn.id = latest.id and (churn.reason_code is null or churn.reason_interview is not null)
          and churn.reason_code is distinct from said.decisive_theme
        """;
}

/// <summary>An interview as feedback coded it; its words stay there.</summary>
public sealed class ChurnInterviewView
{
    /// <summary>The interview.</summary>
    public Guid InterviewId { get; init; }

    /// <summary>won, lost, churned or retained.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>Codes of what played a part.</summary>
    public string[] Themes { get; init; } = [];

    /// <summary>Code of what decided.</summary>
    public string? DecisiveTheme { get; init; }

    /// <summary>When feedback told of it (RFC 3339, UTC).</summary>
    public DateTimeOffset ToldAt { get; init; }

    internal const string OfAccount =
        "select interview_id, outcome, themes, decisive_theme, told_at from churn_interview where account_id = "
        + "@AccountId order by told_at, interview_id";
}
