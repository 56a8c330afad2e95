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

/// <summary>Signed sums by kind; contraction and churn are negative.</summary>
public readonly record struct MovementSums(
    decimal New,
    decimal Expansion,
    decimal Contraction,
    decimal Churn,
    decimal Reactivation
)
{
    public decimal Total => New + Expansion + Contraction + Churn + Reactivation;

    public MovementSums Add(MovementKind kind, decimal delta) =>
        kind switch
        {
            MovementKind.New => this with { New = New + delta },
            MovementKind.Expansion => this with { Expansion = Expansion + delta },
            MovementKind.Contraction => this with { Contraction = Contraction + delta },
            MovementKind.Churn => this with { Churn = Churn + delta },
            _ => this with { Reactivation = Reactivation + delta },
        };

    public MovementSums Add(MovementSums other) =>
        new(
            New + other.New,
            Expansion + other.Expansion,
            Contraction + other.Contraction,
            Churn + other.Churn,
            Reactivation + other.Reactivation
        );
}
