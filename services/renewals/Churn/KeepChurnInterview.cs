using MassTransit;
using Platform.Contracts.Feedback;
using Platform.ServiceKit.Messaging;

namespace Platform.Renewals.Churn;

/// <summary>
/// Keeps what interviews about lost accounts were coded as, for the retrospective. Coded anew, the later codes hold; what was told earlier and comes late
/// changes nothing.
/// </summary>
public sealed class KeepChurnInterview(Inbox inbox) : IConsumer<InterviewCoded>
{
    private const string Churn = "churn";
    private const string Churned = "churned";

    public Task Consume(ConsumeContext<InterviewCoded> context) => inbox.OnceAsync(context, async work =>
    {
        var message = context.Message;
        if (message.Kind != Churn && message.Outcome != Churned) return;
        await work.ExecuteAsync(Keep, new { message.InterviewId, message.AccountId, message.Kind, message.Outcome, Themes = message.Themes.ToArray(), message.DecisiveTheme, message.OccurredAt });
    });

    private const string Keep = """
        insert into churn_interview as kept (interview_id, account_id, kind, outcome, themes, decisive_theme, told_at)
        values (@InterviewId, @AccountId, @Kind, @Outcome, @Themes, @DecisiveTheme, @OccurredAt)
        on conflict (interview_id) do update
        set kind = excluded.kind, outcome = excluded.outcome, themes = excluded.themes, decisive_theme = excluded.decisive_theme, told_at = excluded.told_at
        where kept.told_at <= excluded.told_at
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

    internal const string OfAccount = "select interview_id, outcome, themes, decisive_theme, told_at from churn_interview where account_id = @AccountId order by told_at, interview_id";
}
