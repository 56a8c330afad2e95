using Platform.Renewals.Revenue;

namespace Platform.Renewals.Subscriptions;

/// <param name="Moved">False when nothing follows from the close: nothing is written or published.</param>
/// <param name="Ending">When the account stopped paying; null while it pays, or never did.</param>
public sealed record BookChange(
    AccountBook Book,
    IReadOnlyList<Subscription> Subscriptions,
    IReadOnlyList<BookRow> Rows,
    AccountTotals Totals,
    bool Moved,
    Ending? Ending
)
{
    /// <inheritdoc cref="AccountPast.Seats"/>
    public IReadOnlyList<(DateOnly From, int Seats)> SeatHistory { get; init; } = [];

    /// <inheritdoc cref="AccountPast.Outcomes"/>
    public IReadOnlyList<PastOutcome> Outcomes { get; init; } = [];

    /// <summary>The account paid until now and pays no more.</summary>
    public bool Lost => Totals.Mrr == 0 && Book.Totals.Mrr > 0;

    /// <summary>We learn only now that the account paid once and had stopped before: imported history.</summary>
    public bool LearnedOfLoss =>
        Totals.Mrr == 0
        && Book.Totals.Mrr == 0
        && Ending is not null
        && Rows.Any(r =>
            r is { ProductId: null, Row.Reverses: null }
            && r.Row.Movement == new Movement(Ending.On, MovementKind.Churn, -Ending.Mrr)
        );
}
