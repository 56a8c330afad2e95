using System.Globalization;
using System.Text.Json;

namespace Platform.Accounts.Attributes;

/// <summary>Checks custom attributes that come as JSON against the schema.</summary>
public static class AttributeInput
{
    private const int LongestText = 2000;

    /// <summary>The values to set (null clears); what is wrong is added to <paramref name="errors"/> under
    /// <c>attributes.name</c>.</summary>
    public static Dictionary<string, object?> Read(
        IReadOnlyDictionary<string, JsonElement>? given,
        IReadOnlyList<AttributeDefinition> schema,
        IDictionary<string, string[]> errors
    )
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in given ?? new Dictionary<string, JsonElement>())
        {
            var definition = schema.FirstOrDefault(declared =>
                string.Equals(declared.Name, name, StringComparison.Ordinal)
            );
            if (definition is null)
            {
                var known = schema.Count == 0 ? "none" : string.Join(", ", schema.Select(declared => declared.Name));
                errors[$"attributes.{name}"] =
                [
                    $"is not declared. Declared: {known}. Declare it with PUT /v1/attributes/{name}, or correct its "
                        + "name",
                ];
                continue;
            }
            if (TryRead(definition, value, out var read))
                values[name] = read;
            else
                errors[$"attributes.{name}"] = [$"'{Shown(value)}' is not {Expected(definition)}"];
        }
        return values;
    }

    private static bool TryRead(AttributeDefinition definition, JsonElement value, out object? read)
    {
        read = null;
        if (value.ValueKind == JsonValueKind.Null)
            return true;
        read = (definition.Type, value.ValueKind) switch
        {
            (AttributeType.Number, JsonValueKind.Number) => value.TryGetDecimal(out var number) ? number : null,
            (AttributeType.Boolean, JsonValueKind.True) => true,
            (AttributeType.Boolean, JsonValueKind.False) => false,
            (AttributeType.Text, JsonValueKind.String) => value.GetString() is { Length: <= LongestText } text
                ? text
                : null,
            (AttributeType.Date, JsonValueKind.String) => DateOnly.TryParseExact(
                value.GetString(),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
                ? date
                : null,
            (AttributeType.Choice, JsonValueKind.String) => definition.Choices.Contains(
                value.GetString(),
                StringComparer.Ordinal
            )
                ? value.GetString()
                : null,
            _ => null,
        };
        return read is not null;
    }

    private static string Shown(JsonElement value)
    {
        var text = value.ToString();
        return text.Length > 100 ? string.Concat(text.AsSpan(0, 100), "…") : text;
    }

    private static string Expected(AttributeDefinition definition) =>
        definition.Type switch
        {
            AttributeType.Number => "a number",
            AttributeType.Boolean => "true or false",
            AttributeType.Date => "a date such as \"2026-01-31\"",
            AttributeType.Choice => $"one of {string.Join(", ", definition.Choices)}",
            _ => $"a text of at most {LongestText} characters",
        };
}
