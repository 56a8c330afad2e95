namespace Platform.Feedback.Advocates;

public sealed class ReferenceResponse
{
    public Guid Id { get; init; }

    /// <summary>The advocate who was asked.</summary>
    public Guid AdvocateId { get; init; }

    /// <summary>What they were asked for: call, quote, case_study, review or event.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The prospect or occasion.</summary>
    public string AskedFor { get; init; } = "";

    /// <summary>When they were asked (RFC 3339, UTC).</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Id of the user who asked.</summary>
    public string AskedBy { get; init; } = "";

    /// <summary>asked, accepted, refused or done.</summary>
    public string Status { get; init; } = "";
    public string? Note { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
}
