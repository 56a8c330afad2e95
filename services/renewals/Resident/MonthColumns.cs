using System.Runtime.InteropServices;
using Platform.Renewals.Revenue;

namespace Platform.Renewals.Resident;

/// <summary>
/// MRR of every unit (an account, or an account's product) at the end of every month, in memory, one array of cents per month. Retention over
/// months is then one pass over two arrays instead of a sum over the ledger (measured: three orders of magnitude). Fed with ledger rows in the
/// order of their numbers; not thread-safe, its owner guards it.
/// </summary>
public sealed class MonthColumns
{
    private const int NeverBegun = int.MaxValue;

    private readonly Dictionary<UnitKey, int> _indexOf = [];
    private readonly List<UnitKey> _units = [];
    private readonly List<long[]> _columns = [];
    private readonly Dictionary<int, List<(int Unit, long Delta)>> _later = [];
    private int[] _begun = [];
    private int _capacity;
    private int _first;

    public int Count => _units.Count;

    public IReadOnlyList<UnitKey> Units => _units;

    public int FirstMonth => _first;

    /// <summary>Last month that has a column; movements after it wait until <see cref="ExtendTo"/> reaches them.</summary>
    public int LastMonth => _first + _columns.Count - 1;

    public ReadOnlySpan<long> Column(int month) =>
        month < _first || _columns.Count == 0 ? new long[Count] : _columns[Math.Min(month, LastMonth) - _first].AsSpan(0, Count);

    /// <summary>For each unit the month in which it first had MRR; <see cref="int.MaxValue"/> if never.</summary>
    public ReadOnlySpan<int> Begun => _begun.AsSpan(0, Count);

    /// <summary>Makes columns up to and including <paramref name="month"/>.</summary>
    public void ExtendTo(int month)
    {
        if (_columns.Count == 0)
        {
            _first = month;
            _columns.Add(new long[_capacity]);
        }

        while (LastMonth < month)
        {
            var column = (long[])_columns[^1].Clone();
            _columns.Add(column);
            if (!_later.Remove(LastMonth, out var waiting)) continue;
            foreach (var (unit, delta) in waiting) column[unit] += delta;
        }
    }

    /// <summary>The unit's number, or null while it has no row.</summary>
    public int? UnitOf(UnitKey key) => _indexOf.TryGetValue(key, out var unit) ? unit : null;

    /// <summary>Applies one ledger row; gives the unit's number.</summary>
    public int Apply(UnitKey key, DateOnly on, MovementKind kind, decimal delta, bool reversal)
    {
        var unit = EnsureUnit(key);
        var month = MonthIndex.Of(on);
        var cents = decimal.ToInt64(delta * 100);
        if (kind == MovementKind.New) _begun[unit] = reversal ? NeverBegun : month;
        if (_columns.Count == 0) ExtendTo(month);

        if (month > LastMonth)
        {
            if (!_later.TryGetValue(month, out var waiting)) _later[month] = waiting = [];
            waiting.Add((unit, cents));
            return unit;
        }

        while (month < _first)
        {
            _columns.Insert(0, new long[_capacity]);
            _first--;
        }

        for (var i = month - _first; i < _columns.Count; i++) _columns[i][unit] += cents;
        return unit;
    }

    private int EnsureUnit(UnitKey key)
    {
        if (_indexOf.TryGetValue(key, out var unit)) return unit;
        unit = _units.Count;
        _units.Add(key);
        _indexOf[key] = unit;
        if (unit >= _capacity) Grow();
        _begun[unit] = NeverBegun;
        return unit;
    }

    private void Grow()
    {
        _capacity = Math.Max(1024, _capacity * 2);
        Array.Resize(ref _begun, _capacity);
        for (var i = 0; i < _columns.Count; i++)
        {
            var column = _columns[i];
            Array.Resize(ref column, _capacity);
            _columns[i] = column;
        }
    }
}

/// <param name="ProductId">Null for the account as a whole.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UnitKey(Guid AccountId, Guid? ProductId);
