using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts;

namespace Platform.SuccessPlans.Tests;

/// <summary>The calls that many tests begin with, and what they read from the answers.</summary>
internal static class Calls
{
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

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(
            $"{(int)response.StatusCode} {response.RequestMessage?.Method} "
                + $"{response.RequestMessage?.RequestUri}: {text}"
        );
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text, ContractJson.Options);
    }

    public static async Task<JsonElement> ReadAsync(this HttpClient client, string path) =>
        await (await client.SendJsonAsync(HttpMethod.Get, path)).JsonAsync();

    public static async Task<JsonElement> PostAsync(
        this HttpClient client,
        string path,
        object body,
        string? ifMatch = "*"
    ) => await (await client.SendJsonAsync(HttpMethod.Post, path, body, ifMatch)).JsonAsync();

    public static async Task<JsonElement> PatchAsync(
        this HttpClient client,
        string path,
        object body,
        string? ifMatch = "*"
    ) => await (await client.SendJsonAsync(HttpMethod.Patch, path, body, ifMatch)).JsonAsync();

    public static async Task<JsonElement> PutAsync(
        this HttpClient client,
        string path,
        object body,
        string? ifMatch = "*"
    ) => await (await client.SendJsonAsync(HttpMethod.Put, path, body, ifMatch)).JsonAsync();

    /// <summary>A refused request's problem.</summary>
    public static async Task<JsonElement> ProblemAsync(
        this HttpResponseMessage response,
        int status,
        string? type = null
    )
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        if (type is not null)
            problem.Text("type").ShouldBe(type, text);
        return problem;
    }

    public static string Iso(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Guid Id(this JsonElement element) => element.GetProperty("id").GetGuid();

    public static string Text(this JsonElement element, string property) => element.GetProperty(property).GetString()!;

    public static decimal Number(this JsonElement element, string property) =>
        element.GetProperty(property).GetDecimal();

    public static bool Flag(this JsonElement element, string property) => element.GetProperty(property).GetBoolean();

    public static IReadOnlyList<JsonElement> List(this JsonElement element, string property) =>
        [.. element.GetProperty(property).EnumerateArray()];
}
