using System.Text.Json.Serialization;

namespace Platform.Simulator.Usage;

/// <summary>One event in the wire shape of <c>POST /v1/events</c>.</summary>
/// <param name="EventId">A UUID of version 7.</param>
/// <param name="Account">Source and external id, as in <c>sim:acct-00001</c>.</param>
/// <param name="Feature">A key of the feature catalogue.</param>
public sealed record UsageEvent(
    Guid EventId,
    string Account,
    string User,
    string Feature,
    int Quantity,
    DateTimeOffset OccurredAt
)
{
    /// <summary><c>denied</c> for an attempt that the product refused; null for what was used.</summary>
    public string? Outcome { get; init; }

    /// <summary>The user's team, as the product names it.</summary>
    public string? Team { get; init; }

    /// <summary>The account's place in the company; not on the wire.</summary>
    [JsonIgnore]
    public int AccountNumber { get; init; }
}
