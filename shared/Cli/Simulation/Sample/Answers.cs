using System.Text.Json;

namespace Platform.Cli.Simulation.Sample;

/// <summary>Reads what the platform answered.</summary>
internal static class Answers
{
    /// <summary>Of a page, a list in an object, or a bare list.</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement answer) =>
        [.. (answer.ValueKind == JsonValueKind.Array ? answer : answer.GetProperty("items")).EnumerateArray()];

    public static IReadOnlyList<JsonElement> Items(this JsonElement answer, string property) =>
        answer.GetProperty(property).Items();

    public static Guid Id(this JsonElement answer) => answer.GetProperty("id").GetGuid();

    public static string Text(this JsonElement answer, string property) => answer.GetProperty(property).GetString()!;

    public static string? TextOrNull(this JsonElement answer, string property) =>
        answer.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static bool Has(this JsonElement answer, string property) =>
        answer.TryGetProperty(property, out var value) && value.ValueKind != JsonValueKind.Null;

    public static Guid? GuidOrNull(this JsonElement answer, string property) =>
        answer.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetGuid()
            : null;
}
