using System.Runtime.InteropServices;
using Platform.Renewals.Revenue;

namespace Platform.Renewals.Metrics.InMemory;

/// <summary>What retention between two month ends is made of, in cents. Units can be counted in (sign 1) and out again
/// (sign −1).</summary>
[StructLayout(LayoutKind.Auto)]
public struct MonthEndSums
{
    private long _start,
        _end,
        _kept,
        _endOfC0,
        _new,
        _reactivation,
        _churn;
    private int _atStart,
        _retained,
        _newAccounts,
        _reactivated;

    /// <param name="start">MRR at the start, cents.</param>
    /// <param name="end">MRR at the end, cents.</param>
    /// <param name="known">Whether the unit had MRR at any time up to the start.</param>
    /// <param name="sign">1 or −1.</param>
    public void Count(long start, long end, bool known, int sign)
    {
        _start += sign * start;
        _end += sign * end;
        if (start == 0)
        {
            if (known)
            {
                _reactivation += sign * end;
                _reactivated += sign;
            }
            else
            {
                _new += sign * end;
                _newAccounts += sign;
            }

            return;
        }

        _atStart += sign;
        _endOfC0 += sign * end;
        _kept += sign * Math.Min(start, end);
        if (end > 0)
            _retained += sign;
        else
            _churn += sign * start;
    }

    public void Add(in MonthEndSums other)
    {
        _start += other._start;
        _end += other._end;
        _kept += other._kept;
        _endOfC0 += other._endOfC0;
        _new += other._new;
        _reactivation += other._reactivation;
        _churn += other._churn;
        _atStart += other._atStart;
        _retained += other._retained;
        _newAccounts += other._newAccounts;
        _reactivated += other._reactivated;
    }

    public readonly RetentionFigures ToFigures()
    {
        var (start, kept, endOfC0) = (Money(_start), Money(_kept), Money(_endOfC0));
        var waterfall = new Waterfall(
            start,
            Money(_new),
            endOfC0 - kept,
            Money(_reactivation),
            start - kept - Money(_churn),
            Money(_churn),
            Money(_end)
        );
        var (lost, gained) = (
            waterfall.Contraction + waterfall.Churn,
            waterfall.New + waterfall.Expansion + waterfall.Reactivation
        );
        return new RetentionFigures(
            _atStart,
            _retained,
            _newAccounts,
            _reactivated,
            _retained + _newAccounts + _reactivated,
            waterfall,
            start == 0 ? null : kept / start,
            start == 0 ? null : endOfC0 / start,
            _atStart == 0 ? null : (decimal)_retained / _atStart,
            start == 0 ? null : (endOfC0 - kept) / start,
            lost == 0 ? null : gained / lost
        );
    }

    private static decimal Money(long cents) => cents / 100m;
}
