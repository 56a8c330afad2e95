namespace Platform.Renewals.Revenue;

/// <summary>
/// Retention of a set of accounts over a period (domain §4). C0 = the accounts with MRR at the start; ratios are null
/// when C0 has none.
/// </summary>
/// <param name="Grr">Σ min(end, start) over C0 / Σ start, 0 to 1.</param>
/// <param name="Nrr">Σ end over C0 / Σ start; never below <paramref name="Grr"/>.</param>
/// <param name="LogoRetention">Accounts of C0 that are still active / accounts of C0.</param>
/// <param name="ExpansionRate">Σ max(end − start, 0) over C0 / Σ start; equals NRR − GRR.</param>
/// <param name="QuickRatio">(new + expansion + reactivation) / (contraction + churn); null when nothing was
/// lost.</param>
/// <param name="AccountsAtStart">Accounts that paid at the period's start.</param>
/// <param name="AccountsRetained">Those of them that still pay at its end.</param>
/// <param name="AccountsNew">Accounts that pay for the first time.</param>
/// <param name="AccountsReactivated">Accounts that were lost before and pay again.</param>
/// <param name="AccountsAtEnd">Accounts that pay at the period's end.</param>
/// <param name="Waterfall">From the start's MRR to the end's.</param>
public sealed record RetentionFigures(
    int AccountsAtStart,
    int AccountsRetained,
    int AccountsNew,
    int AccountsReactivated,
    int AccountsAtEnd,
    Waterfall Waterfall,
    decimal? Grr,
    decimal? Nrr,
    decimal? LogoRetention,
    decimal? ExpansionRate,
    decimal? QuickRatio
)
{
    public static RetentionFigures Of(IEnumerable<AccountPeriod> accounts, RetentionDefinition definition)
    {
        var sums = new PeriodSums();
        foreach (var account in accounts)
            sums.Add(account, definition);
        return sums.ToFigures();
    }
}
