namespace Platform.Feedback.Advocates;

/// <summary>A person who wrote about it, with their own words.</summary>
public sealed class BetaCandidate
{
    public Guid AccountId { get; init; }
    public string? Account { get; init; }
    public Guid ContactId { get; init; }
    public string? Contact { get; init; }
    public string? Email { get; init; }

    /// <summary>Comments, requests and votes that have the words.</summary>
    public int Mentions { get; init; }

    /// <summary>The latest of them.</summary>
    public string Quote { get; init; } = "";

    /// <summary>When they last answered (RFC 3339, UTC).</summary>
    public DateTimeOffset LatestAt { get; init; }
}
