using System.Text;
using System.Text.Json;

namespace Platform.Cli.Gateway;

/// <summary>Puts RFC 9457 problem details into words.</summary>
internal static class GatewayProblem
{
    private const int LongestBody = 300;

    public static string Describe(string body, string? reason)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var problem = document.RootElement;
            var text = new StringBuilder();
            foreach (var member in new[] { "title", "detail" })
            {
                if (problem.TryGetProperty(member, out var said) && said.GetString() is { Length: > 0 } words)
                    text.Append(text.Length > 0 ? " " : "").Append(words);
            }

            if (problem.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object)
            {
                foreach (var error in errors.EnumerateObject())
                    text.Append("\n  ").Append(error.Name).Append(": ").AppendJoin("; ", Words(error.Value));
            }

            return text.Length > 0 ? text.ToString() : reason ?? "";
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return $"{reason} {(body.Length > LongestBody ? body[..LongestBody] : body)}".Trim();
        }
    }

    private static IEnumerable<string> Words(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(item => item.ToString())
            : [value.ToString()];
}
