namespace Platform.Renewals.Revenue;

/// <summary>One account (or one account's product) between two days.</summary>
/// <param name="Start">MRR on the first day.</param>
/// <param name="End">MRR on the last day.</param>
/// <param name="KnownBefore">It has had MRR on or before the first day, so what comes back is reactivation.</param>
/// <param name="ChurnedWithin">Its MRR fell to nothing at some time after the first day, up to the last.</param>
/// <param name="Gross">Every movement of the period by kind, signed.</param>
public readonly record struct AccountPeriod(
    decimal Start,
    decimal End,
    bool KnownBefore,
    bool ChurnedWithin,
    MovementSums Gross
);
