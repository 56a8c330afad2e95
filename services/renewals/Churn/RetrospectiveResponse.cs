namespace Platform.Renewals.Churn;

public sealed class RetrospectiveResponse
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }

    /// <summary>The day from which they pay no more.</summary>
    public DateOnly LostOn { get; init; }

    /// <summary>The day of the notice, where one was given.</summary>
    public DateOnly? NoticeOn { get; init; }
    public string? ReasonCode { get; init; }

    /// <summary>Whether the account was red before.</summary>
    public bool WasRed { get; init; }

    /// <summary>Days that it had been red.</summary>
    public int? RedDays { get; init; }

    /// <summary>The first day on which something had flagged it.</summary>
    public DateOnly? FirstFlagOn { get; init; }

    /// <summary>Days from the first flag to the loss.</summary>
    public int? DaysFlagged { get; init; }

    /// <summary>Whether nothing had flagged it at least 14 days (a setting) before the notice.</summary>
    public bool Surprise { get; init; }

    /// <summary>The loss was history when we learned of it.</summary>
    public bool LearnedLate { get; init; }

    /// <summary>What the customer said.</summary>
    public string? Interview { get; init; }

    /// <summary>The day on which they were asked.</summary>
    public DateOnly? InterviewedOn { get; init; }

    /// <summary>What would have kept them.</summary>
    public string? Prevention { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public int Version { get; init; }

    /// <summary>Filled where one retrospective is read.</summary>
    public IReadOnlyList<RetrospectiveActionResponse> Actions { get; set; } = [];

    /// <summary>Filled where one retrospective is read: what interviews about the loss were coded as.</summary>
    public IReadOnlyList<ChurnInterviewResponse> Interviews { get; set; } = [];

    internal const string Select = """
        select r.id, r.account_id, r.lost_on, c.notice_on, c.reason_code, r.was_red, r.red_days, r.first_flag_on,
            r.days_flagged, r.surprise, r.learned_late,
               r.interview, r.interviewed_on, r.prevention, r.opened_at, r.closed_at, r.version
        from retrospective r join churn c on c.id = r.churn_id
        """;
}
