namespace Platform.SuccessPlans.Reviews;

/// <param name="Owed">Accounts whose motion owes this type of review, and who have been customers for a cadence at
/// least.</param>
/// <param name="NotYetDue">Customers for less than a cadence; not counted in <paramref name="Owed"/> unless they had
/// their first one.</param>
/// <param name="Covered">Of those owed, accounts with a review that counts within the cadence.</param>
/// <param name="HeldWithoutSponsor">Accounts whose only reviews within the cadence do not count.</param>
/// <param name="Share">Covered / owed; null where none is owed.</param>
/// <param name="Type">value_review, qbr or ebr.</param>
/// <param name="EveryMonths">Months from one review to the next.</param>
public sealed record CoverageLine(
    string? Size,
    string? Motion,
    string Type,
    int EveryMonths,
    int Owed,
    int Covered,
    int HeldWithoutSponsor,
    int NotYetDue,
    decimal? Share
);
