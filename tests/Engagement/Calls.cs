using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts;

namespace Platform.Engagement.Tests;

/// <summary>The calls that many tests begin with.</summary>
internal static class Calls
{
    public static async Task<JsonElement> ReadAsync(this HttpClient client, string path) =>
        await (await client.SendJsonAsync(HttpMethod.Get, path)).JsonAsync();

    public static async Task<JsonElement> PostAsync(this HttpClient client, string path, object body) =>
        await (await client.SendJsonAsync(HttpMethod.Post, path, body)).JsonAsync();

    public static async Task<JsonElement> PutAsync(
        this HttpClient client,
        string path,
        object body,
        string ifMatch = "*"
    ) => await (await client.SendJsonAsync(HttpMethod.Put, path, body, ifMatch)).JsonAsync();

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(
            $"{(int)response.StatusCode} {response.RequestMessage?.Method} "
                + $"{response.RequestMessage?.RequestUri}: {text}"
        );
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text, ContractJson.Options);
    }

    public static Task<HttpResponseMessage> SendJsonAsync(
        this HttpClient client,
        HttpMethod method,
        string path,
        object? body = null,
        string? ifMatch = null
    )
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body, options: ContractJson.Options);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return client.SendAsync(request);
    }

    /// <summary>A refused request: status, the problem's type and its detail with the failing fields.</summary>
    public static async Task<(int Status, string Type, string Detail)> ProblemAsync(
        this Task<HttpResponseMessage> sending
    )
    {
        var response = await sending;
        var problem = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        var errors = problem.TryGetProperty("errors", out var fields) ? " " + fields : "";
        return (
            (int)response.StatusCode,
            problem.GetProperty("type").GetString()!,
            (problem.TryGetProperty("detail", out var detail) ? detail.GetString() : "") + errors
        );
    }

    public static async Task<JsonElement> OnlyAsync(this HttpClient client, string path) =>
        (await client.ReadAsync(path)).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();

    public static Guid Id(this JsonElement element, string property = "id") => element.GetProperty(property).GetGuid();

    public static string Text(this JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) ? value.GetString() ?? "" : "";

    public static decimal Number(this JsonElement element, string property) =>
        element.GetProperty(property).GetDecimal();

    public static List<JsonElement> List(this JsonElement element, string property) =>
        [.. element.GetProperty(property).EnumerateArray()];

    public static bool Has(this JsonElement element, string property) => element.TryGetProperty(property, out _);

    public static string Iso(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
