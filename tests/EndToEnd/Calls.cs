using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.EndToEnd.Tests;

/// <summary>Calls through the gateway as a frontend makes them, with a fresh idempotency key and whatever version is
/// there.</summary>
internal static class Calls
{
    public static async Task<JsonElement> SendAsync(
        this HttpClient client,
        HttpMethod method,
        string path,
        object? body = null,
        int expected = 200
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (method != HttpMethod.Get)
            request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(expected, $"{method} {path}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static Task<JsonElement> ReadAsync(this HttpClient client, string path) =>
        client.SendAsync(HttpMethod.Get, path);

    public static Task<JsonElement> PostAsync(this HttpClient client, string path, object body, int expected = 200) =>
        client.SendAsync(HttpMethod.Post, path, body, expected);

    public static IReadOnlyList<JsonElement> Items(this JsonElement page) =>
        [.. (page.ValueKind == JsonValueKind.Array ? page : page.GetProperty("items")).EnumerateArray()];

    /// <summary>How many items a list has, over all its pages; an export's lines.</summary>
    public static async Task<int> CountAsync(this HttpClient ops, string route)
    {
        if (route.Contains("/exports/", StringComparison.Ordinal))
            return (await ops.GetStringAsync(route)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        var (count, cursor) = (0, "");
        do
        {
            var separator = route.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = await ops.ReadAsync(
                cursor.Length > 0 ? $"{route}{separator}cursor={Uri.EscapeDataString(cursor)}" : route
            );
            count += page.Items().Count;
            cursor =
                page.ValueKind == JsonValueKind.Object && page.TryGetProperty("next", out var next)
                    ? next.GetString() ?? ""
                    : "";
        } while (cursor.Length > 0);
        return count;
    }

    public static string Text(this JsonElement element, string property) => element.GetProperty(property).GetString()!;

    public static Guid Id(this JsonElement element) => element.GetProperty("id").GetGuid();

    public static decimal Amount(this JsonElement money) =>
        decimal.Parse(money.GetProperty("amount").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Asks until the answer satisfies; an account that one service does not know yet is told to it within
    /// moments.</summary>
    public static async Task<JsonElement> UntilAsync(
        this HttpClient client,
        RunningPlatform platform,
        string what,
        string path,
        Func<JsonElement, bool> holds
    )
    {
        JsonElement last = default;
        await platform.EventuallyAsync(
            what,
            async () =>
            {
                using var answer = await client.GetAsync(path);
                if (!answer.IsSuccessStatusCode)
                    return false;
                last = await answer.Content.ReadFromJsonAsync<JsonElement>();
                return holds(last);
            },
            seconds: 90
        );
        return last;
    }

    public static object Price(decimal monthly) =>
        new
        {
            seats = 10,
            months = 1,
            amount = new
            {
                amount = monthly.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture),
                currency = "EUR",
            },
        };
}
