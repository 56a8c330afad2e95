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
        var sums = new RetentionSums();
        foreach (var account in accounts)
            sums.Add(account, definition);
        return sums.ToFigures();
    }
}

/// <summary>The additive part of retention: sums over accounts from which every ratio follows.</summary>
public sealed class RetentionSums
{
    private int _atStart,
        _retained,
        _new,
        _reactivated,
        _atEnd;
    private decimal _start,
        _end,
        _keptOfC0,
        _endOfC0;
    private MovementSums _net,
        _gross;
    private WaterfallBasis _basis;

    public void Add(in AccountPeriod account, RetentionDefinition definition)
    {
        _basis = definition.Waterfall;
        var lost = definition.Reactivation == ReactivationRule.Excluded && account.ChurnedWithin && account.Start > 0;
        var endOfC0 = lost ? 0 : account.End;
        _start += account.Start;
        _end += account.End;
        _gross = _gross.Add(account.Gross);
        if (account.End > 0)
            _atEnd++;

        if (account.Start > 0)
        {
            _atStart++;
            if (endOfC0 > 0)
                _retained++;
            _endOfC0 += endOfC0;
            _keptOfC0 += Math.Min(endOfC0, account.Start);
            if (endOfC0 == 0)
                _net = _net.Add(MovementKind.Churn, -account.Start);
            else if (endOfC0 > account.Start)
                _net = _net.Add(MovementKind.Expansion, endOfC0 - account.Start);
            else
                _net = _net.Add(MovementKind.Contraction, endOfC0 - account.Start);
        }

        if (account.End > 0 && (account.Start == 0 || lost))
        {
            var back = definition.Reactivation != ReactivationRule.NotSeparated && (lost || account.KnownBefore);
            if (back)
                _reactivated++;
            else
                _new++;
            _net = _net.Add(back ? MovementKind.Reactivation : MovementKind.New, account.End);
        }
    }

    public RetentionFigures ToFigures()
    {
        var shown = _basis == WaterfallBasis.Gross ? _gross : _net;
        var waterfall = new Waterfall(
            _start,
            shown.New,
            shown.Expansion,
            shown.Reactivation,
            -shown.Contraction,
            -shown.Churn,
            _end
        );
        var lost = waterfall.Contraction + waterfall.Churn;
        return new RetentionFigures(
            _atStart,
            _retained,
            _new,
            _reactivated,
            _atEnd,
            waterfall,
            Grr: Share(_keptOfC0, _start),
            Nrr: Share(_endOfC0, _start),
            LogoRetention: Share(_retained, _atStart),
            ExpansionRate: Share(_endOfC0 - _keptOfC0, _start),
            QuickRatio: Share(waterfall.New + waterfall.Expansion + waterfall.Reactivation, lost)
        );
    }

    private static decimal? Share(decimal part, decimal whole) => whole == 0 ? null : part / whole;
}
