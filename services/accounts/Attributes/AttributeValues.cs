using System.Globalization;
using System.Text.Json;

namespace Platform.Accounts.Attributes;

/// <summary>An account's custom attributes in one canonical form, so that equal values compare and serialise equally:
/// text, number, true/false, and dates as ISO text.</summary>
public sealed class AttributeValues : IEquatable<AttributeValues>
{
    public static readonly AttributeValues None = new(new SortedDictionary<string, object>(StringComparer.Ordinal));

    private readonly SortedDictionary<string, object> _values;

    private AttributeValues(SortedDictionary<string, object> values) => _values = values;

    public IReadOnlyDictionary<string, object> All => _values;

    public object? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>A copy with the value set, or removed when it is null. Accepts string, decimal, bool and
    /// DateOnly.</summary>
    public AttributeValues With(string name, object? value)
    {
        if (Equals(_values.GetValueOrDefault(name), Canonical(value)))
            return this;
        var copy = new SortedDictionary<string, object>(_values, StringComparer.Ordinal);
        if (value is null)
            copy.Remove(name);
        else
            copy[name] = Canonical(value)!;
        return new AttributeValues(copy);
    }

    public string ToJson() => JsonSerializer.Serialize(_values);

    public static AttributeValues FromJson(string? json)
    {
        if (string.IsNullOrEmpty(json) || json == "{}")
            return None;
        using var document = JsonDocument.Parse(json);
        var values = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            object? value = property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.GetString(),
                JsonValueKind.Number => Canonical(property.Value.GetDecimal()),
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => null,
            };
            if (value is not null)
                values[property.Name] = value;
        }
        return new AttributeValues(values);
    }

    // 9 and 9.00 are one number: dividing by one with all its zeros takes the trailing zeros off.
    private static object? Canonical(object? value) =>
        value switch
        {
            decimal number => number / 1.000000000000000000000000000000000m,
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => value,
        };

    public bool Equals(AttributeValues? other) =>
        other is not null
        && _values.Count == other._values.Count
        && _values.All(pair => Equals(other[pair.Key], pair.Value));

    public override bool Equals(object? obj) => Equals(obj as AttributeValues);

    public override int GetHashCode() =>
        _values.Aggregate(0, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));
}
