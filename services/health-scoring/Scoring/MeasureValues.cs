using System.Globalization;

namespace Platform.HealthScoring.Scoring;

/// <summary>
/// The raw values that one score was computed from; null is missing. A value is rounded to its measure's decimals and
/// stripped of trailing zeros when it is set, so that equal values are equal bit for bit however they were computed or
/// stored.
/// </summary>
public sealed class MeasureValues : IEquatable<MeasureValues>
{
    private readonly decimal?[] _values = new decimal?[MeasureCatalogue.Count];

    public decimal? this[Measure measure]
    {
        get => _values[(int)measure];
        set => _values[(int)measure] = value is { } raw ? Canonical(raw, MeasureCatalogue.Of(measure).Decimals) : null;
    }

    /// <summary>Reads a stored vector. A vector from before a measure existed is shorter: that measure was
    /// missing.</summary>
    public static MeasureValues FromStored(IReadOnlyList<decimal?> stored)
    {
        var values = new MeasureValues();
        for (var i = 0; i < stored.Count && i < MeasureCatalogue.Count; i++)
            values[(Measure)i] = stored[i];
        return values;
    }

    public decimal?[] ToStored() => [.. _values];

    /// <summary>The stored vector as PostgreSQL writes a numeric[].</summary>
    public string ToText() =>
        "{"
        + string.Join(',', Array.ConvertAll(_values, v => v?.ToString(CultureInfo.InvariantCulture) ?? "NULL"))
        + "}";

    public MeasureValues Copy() => FromStored(_values);

    public IEnumerable<KeyValuePair<Measure, decimal>> Present()
    {
        for (var i = 0; i < _values.Length; i++)
            if (_values[i] is { } value)
                yield return new((Measure)i, value);
    }

    public bool Equals(MeasureValues? other) => other is not null && _values.AsSpan().SequenceEqual(other._values);

    public override bool Equals(object? obj) => Equals(obj as MeasureValues);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in _values)
            hash.Add(value);
        return hash.ToHashCode();
    }

    /// <summary>Rounds half to even and drops trailing zeros: 12.50 and 12.5 print alike.</summary>
    internal static decimal Canonical(decimal value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.ToEven) / 1.0000000000000000000000000000m;
}
