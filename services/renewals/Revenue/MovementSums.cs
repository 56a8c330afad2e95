namespace Platform.Renewals.Revenue;

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
