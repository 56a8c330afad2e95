using System.Globalization;

namespace Platform.HealthScoring.Scoring;

/// <summary>
/// The raw values that one score was computed from; null is missing. A value is rounded to its measure's decimals and
/// stripped of trailing zeros when it is set, so that equal values are equal bit for bit however they were computed or
/// stored.
/// </summary>
public sealed class MeasureValues : IEquatable<MeasureValues>
{
    /// <summary>Of a decimal with its sign, point and the comma before it.</summary>
    private const int MostCharacters = 32;

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
    public string ToText()
    {
        Span<char> text = stackalloc char[_values.Length * MostCharacters + 2];
        var n = 0;
        foreach (var value in _values)
        {
            text[n] = n == 0 ? '{' : ',';
            n++;
            if (value is { } number)
            {
                number.TryFormat(text[n..], out var written, provider: CultureInfo.InvariantCulture);
                n += written;
            }
            else
            {
                "NULL".CopyTo(text[n..]);
                n += 4;
            }
        }
        text[n++] = '}';
        return new string(text[..n]);
    }

    /// <summary>A bit for each measure that is present.</summary>
    internal ulong Mask()
    {
        ulong mask = 0;
        for (var i = 0; i < _values.Length; i++)
            if (_values[i] is not null)
                mask |= 1UL << i;
        return mask;
    }

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
    internal static decimal Canonical(decimal value, int decimals)
    {
        var rounded = Math.Round(value, decimals, MidpointRounding.ToEven);
        if (rounded.Scale == 0)
            return rounded;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(rounded, bits);
        var digits = (uint)bits[0] | ((ulong)(uint)bits[1] << 32);
        // The division does the same for any number, at ten times the cost.
        if (bits[2] != 0 || digits == 0)
            return rounded / 1.0000000000000000000000000000m;
        var scale = rounded.Scale;
        while (scale > 0 && digits % 10 == 0)
            (digits, scale) = (digits / 10, (byte)(scale - 1));
        return new decimal((int)digits, (int)(digits >> 32), 0, decimal.IsNegative(rounded), scale);
    }
}
