using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Cli.Portfolio;

/// <summary>A measure that costs the score points: a plain word, or an object with a name and what it costs.</summary>
[JsonConverter(typeof(DriverConverter))]
public sealed record Driver(string Name, decimal? Cost);

internal sealed class DriverConverter : JsonConverter<Driver>
{
    private static readonly string[] Names = ["label", "title", "name", "measure", "key"];
    private static readonly string[] Costs = ["cost", "lost", "points"];

    public override Driver? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            return new(root.ToString(), null);
        var name = Names
            .Select(candidate => root.TryGetProperty(candidate, out var value) ? value.ToString() : null)
            .FirstOrDefault(value => value is not null);
        foreach (var candidate in Costs)
        {
            if (root.TryGetProperty(candidate, out var cost) && cost.ValueKind == JsonValueKind.Number)
                return new(name ?? "?", cost.GetDecimal());
        }

        return new(name ?? "?", null);
    }

    public override void Write(Utf8JsonWriter writer, Driver value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name);
}
