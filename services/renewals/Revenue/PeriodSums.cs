namespace Platform.Renewals.Revenue;

/// <summary>The additive part of retention: sums over accounts from which every ratio follows.</summary>
public sealed class PeriodSums
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
