namespace Platform.Renewals.Revenue;

/// <summary>The five ways in which recurring revenue moves; there is no sixth, so that a waterfall balances.</summary>
public enum MovementKind
{
    New,
    Expansion,
    Contraction,
    Churn,
    Reactivation,
}

/// <summary>One change of an account's MRR. <paramref name="Delta"/> carries its sign: negative for contraction and
/// churn.</summary>
public readonly record struct Movement(DateOnly On, MovementKind Kind, decimal Delta);

public static class Movements
{
    /// <summary>
    /// Names the steps of an account's MRR. One of several subscriptions cancelled is contraction; churn only when
    /// nothing active remains; whatever returns after that is reactivation, never new again. One account moves at most
    /// once a day: changes of the same day are netted.
    /// </summary>
    public static IReadOnlyList<Movement> Of(IReadOnlyList<MrrStep> timeline)
    {
        var movements = new List<Movement>(timeline.Count);
        var (before, known) = (0m, false);
        foreach (var step in timeline)
        {
            movements.Add(new Movement(step.On, KindOf(before, step.Amount, known), step.Amount - before));
            before = step.Amount;
            known = true;
        }

        return movements;
    }

    private static MovementKind KindOf(decimal before, decimal after, bool known)
    {
        if (before == 0)
            return known ? MovementKind.Reactivation : MovementKind.New;
        if (after == 0)
            return MovementKind.Churn;
        return after > before ? MovementKind.Expansion : MovementKind.Contraction;
    }
}
