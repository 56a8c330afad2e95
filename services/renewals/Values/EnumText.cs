using System.Text.Json;

namespace Platform.Renewals.Values;

/// <summary>Enums as the snake_case text that rows, events and REST share.</summary>
internal static class EnumText
{
    public static string ToText<T>(this T value)
        where T : struct, Enum => Names<T>.ToText[value];

    /// <exception cref="KeyNotFoundException">The text names no such value: a row that a newer version
    /// wrote.</exception>
    public static T To<T>(string text)
        where T : struct, Enum => Names<T>.FromText[text];

    public static bool TryTo<T>(string text, out T value)
        where T : struct, Enum => Names<T>.FromText.TryGetValue(text, out value);

    public static string Choices<T>()
        where T : struct, Enum => string.Join(", ", Names<T>.FromText.Keys);

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ToText = Enum.GetValues<T>()
            .ToDictionary(v => v, v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));
        public static readonly Dictionary<string, T> FromText = ToText.ToDictionary(
            p => p.Value,
            p => p.Key,
            StringComparer.Ordinal
        );
    }
}
