namespace Platform.Renewals.Revenue;

/// <summary>start + new + expansion + reactivation − contraction − churn = end. All parts are positive
/// amounts.</summary>
/// <param name="Start">MRR at the period's start, reporting currency, as all parts.</param>
/// <param name="New">MRR of accounts that pay for the first time.</param>
/// <param name="Expansion">MRR gained from accounts that paid before.</param>
/// <param name="Reactivation">MRR of accounts that were lost before.</param>
/// <param name="Contraction">MRR lost from accounts that go on.</param>
/// <param name="Churn">MRR of accounts that left.</param>
/// <param name="End">MRR at the period's end.</param>
public sealed record Waterfall(
    decimal Start,
    decimal New,
    decimal Expansion,
    decimal Reactivation,
    decimal Contraction,
    decimal Churn,
    decimal End
)
{
    /// <summary>Whether the parts add up from start to end.</summary>
    public bool Balances => Start + New + Expansion + Reactivation - Contraction - Churn == End;
}
