namespace Platform.HealthScoring.PowerUsers;

/// <param name="Until">Absent while the user is (or, departed, counts as) a power user.</param>
/// <param name="Since">The day on which they became one, ISO date.</param>
/// <param name="Share"> Share of the account's events of the last 30 days that are theirs, 0 to 1; of the 30 days
/// before the departure's 14 for one who departed.
/// </param>
/// <param name="DepartedOn">The day on which they were given up for gone; left out while active.</param>
/// <param name="LastActiveOn">The last day with an event of theirs.</param>
/// <param name="Fall">How far their use has fallen against before, 0 to 1.</param>
/// <param name="OthersRemain">Of a departure: whether other users of high activity remained.</param>
/// <param name="Successors">Of a departure: users who could take over, most active first.</param>
public sealed record PowerUserResponse(
    Guid AccountId,
    string User,
    DateOnly Since,
    DateOnly? Until,
    decimal Share,
    DateOnly? DepartedOn,
    DateOnly? LastActiveOn,
    decimal? Fall,
    bool? OthersRemain,
    IReadOnlyList<string> Successors
);
