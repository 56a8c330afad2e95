namespace Platform.Feedback.Requests;

public sealed class VoteResponse
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string? Account { get; init; }
    public Guid? ContactId { get; init; }
    public string? Contact { get; init; }
    public string Source { get; init; } = "";

    /// <summary>Who wrote it down: a user, an API key, or the customer's board link.</summary>
    public string By { get; init; } = "";
    public string? Note { get; init; }

    /// <summary>The request that was voted for; another one than it counts for now where that was merged or
    /// split.</summary>
    public Guid AskedAs { get; init; }

    /// <summary>The title under which it was asked for, where requests were merged since.</summary>
    public string AskedTitle { get; init; } = "";
    public DateTimeOffset At { get; init; }
}
