using Platform.Renewals.Revenue;

namespace Platform.Renewals.Metrics.InMemory;

/// <summary>
/// MRR of every unit (an account, or an account's product) at the end of every month, in memory, one array of cents per
/// month. Retention over months is then one pass over two arrays instead of a sum over the ledger (measured: three
/// orders of magnitude). Fed with ledger rows in the order of their numbers; sums that are asked for again and again
/// follow each row (<see cref="Follow"/>). Not thread-safe, its owner guards it.
/// </summary>
public sealed class MonthColumns
{
    private const int NeverBegun = int.MaxValue;
    private const int MostKept = 32;

    private readonly Dictionary<UnitKey, int> _indexOf = [];
    private readonly List<UnitKey> _units = [];
    private readonly List<long[]> _columns = [];
    private readonly Dictionary<int, List<(int Unit, long Delta)>> _later = [];
    private readonly Dictionary<string, IIncrementalSums> _kept = new(StringComparer.Ordinal);
    private int[] _begun = [];
    private int _capacity;
    private int _first;

    public int Count => _units.Count;

    public IReadOnlyList<UnitKey> Units => _units;

    public int FirstMonth => _first;

    /// <summary>Last month that has a column; movements after it wait until <see cref="ExtendTo"/> reaches
    /// them.</summary>
    public int LastMonth => _first + _columns.Count - 1;

    public ReadOnlySpan<long> Column(int month) =>
        month < _first || _columns.Count == 0
            ? new long[Count]
            : _columns[Math.Min(month, LastMonth) - _first].AsSpan(0, Count);

    /// <summary>Cents of one unit at the end of a month; 0 before the first column, and what the last one says after
    /// it.</summary>
    public long At(int unit, int month) =>
        month < _first || _columns.Count == 0 ? 0 : _columns[Math.Min(month, LastMonth) - _first][unit];

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
            if (_later.Remove(LastMonth, out var waiting))
                foreach (var (unit, delta) in waiting)
                    column[unit] += delta;
            foreach (var sums in _kept.Values)
                sums.Open(LastMonth);
        }
    }

    /// <summary>The sums of this name, made from the columns the first time they are asked for, and followed
    /// from then on.</summary>
    internal T Follow<T>(string name, Func<T> make)
        where T : IIncrementalSums
    {
        if (_kept.TryGetValue(name, out var known))
            return (T)known;
        if (_kept.Count >= MostKept)
            _kept.Clear();
        var sums = make();
        for (var month = _first; month <= LastMonth; month++)
            sums.Open(month);
        _kept[name] = sums;
        return sums;
    }

    /// <summary>The unit's number, or null while it has no row.</summary>
    public int? UnitOf(UnitKey key) => _indexOf.TryGetValue(key, out var unit) ? unit : null;

    /// <summary>Changes what is said about a unit from outside the columns (its group), with the sums that follow from
    /// it.</summary>
    public void Change(int unit, Action change) => Change(unit, _first, change);

    /// <summary>Applies one ledger row; gives the unit's number.</summary>
    public int Apply(UnitKey key, DateOnly on, MovementKind kind, decimal delta, bool reversal)
    {
        var unit = Add(key);
        var month = MonthIndex.Of(on);
        var cents = decimal.ToInt64(delta * 100);
        Reach(month);
        if (month > LastMonth)
        {
            if (!_later.TryGetValue(month, out var waiting))
                _later[month] = waiting = [];
            waiting.Add((unit, cents));
        }

        // A unit has nothing before the month in which it begins: nothing earlier differs.
        Change(unit, month, () =>
        {
            if (kind == MovementKind.New)
                _begun[unit] = reversal ? NeverBegun : month;
            for (var i = month - _first; i < _columns.Count; i++)
                _columns[i][unit] += cents;
        });
        return unit;
    }

    /// <summary>Gives a unit its number before its first row, so that its group can be told first.</summary>
    public int Add(UnitKey key)
    {
        if (_indexOf.TryGetValue(key, out var unit))
            return unit;
        unit = _units.Count;
        _units.Add(key);
        _indexOf[key] = unit;
        if (unit >= _capacity)
            Grow();
        _begun[unit] = NeverBegun;
        return unit;
    }

    private void Change(int unit, int from, Action change)
    {
        foreach (var sums in _kept.Values)
            sums.Count(unit, from, sign: -1);
        change();
        foreach (var sums in _kept.Values)
            sums.Count(unit, from, sign: 1);
    }

    /// <summary>The first column is the month of the earliest movement; what was kept from a later one on is made
    /// anew.</summary>
    private void Reach(int month)
    {
        if (_columns.Count == 0)
            ExtendTo(month);
        for (; month < _first; _first--)
        {
            _columns.Insert(0, new long[_capacity]);
            _kept.Clear();
        }
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
