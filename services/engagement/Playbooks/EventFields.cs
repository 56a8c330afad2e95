using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Platform.Contracts;
using Platform.Rules;

namespace Platform.Engagement.Playbooks;

/// <summary>What conditions may say of an event: <c>event.category</c>, by the fields of its contract in lower case
/// with underscores. An amount of money is its number.</summary>
public static class EventFields
{
    private static readonly Dictionary<string, IReadOnlyList<RuleAttribute>> ByEvent = EventCatalogue.All.ToDictionary(
        EventCatalogue.NameOf,
        type => (IReadOnlyList<RuleAttribute>)[.. Fields(type)],
        StringComparer.Ordinal
    );

    /// <summary>The names of all events that may start something: those that are about an account.</summary>
    public static IReadOnlyList<string> Events { get; } =
    [
        .. EventCatalogue
            .All.Select(EventCatalogue.NameOf)
            .Where(name => !name.StartsWith("gateway.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public static IReadOnlyList<RuleAttribute> Of(string eventName) => ByEvent.GetValueOrDefault(eventName, []);

    /// <summary>A field's value as rules compare it, or null.</summary>
    /// <param name="body">The event as it was told.</param>
    /// <param name="field">Without <c>event.</c>.</param>
    public static object? Read(JsonElement body, string field)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var property in body.EnumerateObject())
        {
            if (NameOf(property.Name) == field)
                return Value(property.Value);
        }

        return null;
    }

    /// <summary>A JSON value as rules compare it.</summary>
    internal static object? Value(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String
                when DateOnly.TryParseExact(
                    value.GetString(),
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var date
                ) => date,
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetDecimal(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Array => (string[])
                [
                    .. value
                        .EnumerateArray()
                        .Where(one => one.ValueKind == JsonValueKind.String)
                        .Select(one => one.GetString()!),
                ],
            // Money is told as text, so that no reader rounds it.
            JsonValueKind.Object when value.TryGetProperty("amount", out var amount) => decimal.TryParse(
                amount.ToString(),
                NumberStyles.Number,
                CultureInfo.InvariantCulture,
                out var money
            )
                ? money
                : null,
            _ => null,
        };

    private static IEnumerable<RuleAttribute> Fields(Type type) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        let kind = TypeOf(property.PropertyType)
        where kind is not null
        select new RuleAttribute("event." + NameOf(property.Name), kind.Value, Choices(property.PropertyType));

    private static RuleType? TypeOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || type == typeof(Guid) || type == typeof(DateTimeOffset) || type.IsEnum)
            return RuleType.Text;
        if (type == typeof(bool))
            return RuleType.Boolean;
        if (type == typeof(DateOnly))
            return RuleType.Date;
        if (type == typeof(int) || type == typeof(decimal) || type == typeof(double) || type == typeof(Money))
            return RuleType.Number;
        return type == typeof(IReadOnlyList<string>) ? RuleType.TextList : null;
    }

    private static string[]? Choices(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? [.. Enum.GetNames(type).Select(NameOf)] : null;
    }

    private static string NameOf(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);
}
