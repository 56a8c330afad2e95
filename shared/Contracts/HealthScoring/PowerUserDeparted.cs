namespace Platform.Contracts.HealthScoring;

/// <summary>A user with more than half of the account's events fell silent or by the configured share.</summary>
/// <param name="User">The product's own user id.</param>
/// <param name="Share">The user's share of the account's events in the baseline window, 0–1.</param>
/// <param name="Fall">By how much the user's daily activity fell, 0–1; 1 is a stop.</param>
/// <param name="LastActiveOn">The user's last day with an event.</param>
/// <param name="OthersRemain">Whether other users of high activity remain.</param>
/// <param name="Successors">Users who could take over, most active first.</param>
[EventName("health-scoring.power-user-departed.v1")]
public sealed record PowerUserDeparted(
    Guid AccountId,
    string User,
    decimal Share,
    decimal Fall,
    DateOnly LastActiveOn,
    bool OthersRemain,
    IReadOnlyList<string> Successors
) : DomainEvent(AccountId);
