using Platform.Renewals.Revenue;

namespace Platform.Renewals.Metrics.InMemory;

/// <summary>The group of each unit as a small number.</summary>
public sealed class GroupCodes
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal) { [Grouping.Unassigned] = 0 };
    private readonly Dictionary<Guid, int> _codeOfAccount = [];
    private int[] _codeOfUnit = [];

    public List<string> Names { get; } = [Grouping.Unassigned];

    public ReadOnlySpan<int> OfUnits(int count)
    {
        if (_codeOfUnit.Length < count)
            Array.Resize(ref _codeOfUnit, count);
        return _codeOfUnit.AsSpan(0, count);
    }

    public int Of(int unit) => unit < _codeOfUnit.Length ? _codeOfUnit[unit] : 0;

    public void Put(Guid key, string? value, int? unit)
    {
        var code = CodeOf(value ?? Grouping.Unassigned);
        _codeOfAccount[key] = code;
        if (unit is { } index)
            Set(index, code);
    }

    /// <summary>A unit appeared; its group may have been known before.</summary>
    public void Added(int unit, Guid key) => Set(unit, _codeOfAccount.GetValueOrDefault(key));

    private void Set(int unit, int code)
    {
        if (unit >= _codeOfUnit.Length)
            Array.Resize(ref _codeOfUnit, Math.Max(1024, unit * 2));
        _codeOfUnit[unit] = code;
    }

    private int CodeOf(string value)
    {
        if (_codes.TryGetValue(value, out var code))
            return code;
        _codes[value] = code = Names.Count;
        Names.Add(value);
        return code;
    }
}
