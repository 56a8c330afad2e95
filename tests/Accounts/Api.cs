using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Platform.TestKit;

namespace Platform.Accounts.Tests;

/// <summary>Short forms for calls that most tests make.</summary>
internal static class Api
{
    public static async Task<JsonElement> JsonAsync(
        this Task<HttpResponseMessage> call,
        HttpStatusCode expected = HttpStatusCode.OK
    )
    {
        using var response = await call;
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, text);
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string path, object body) =>
        client.PostAsJsonAsync(path, body);

    public static Task<HttpResponseMessage> PutJsonAsync(
        this HttpClient client,
        string path,
        object body,
        string? ifMatch = null
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return client.SendAsync(request);
    }

    public static IEnumerable<JsonElement> Items(this JsonElement page) => page.GetProperty("items").EnumerateArray();

    public static Task<HttpResponseMessage> PatchAsync(
        this HttpClient client,
        string path,
        object body,
        string ifMatch = "*"
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return client.SendAsync(request);
    }

    public static async Task<Guid> CreateAccountAsync(this HttpClient client, object? fields = null) =>
        (
            await client
                .PostAsync("/v1/accounts", fields ?? new { name = Unique("Account") })
                .JsonAsync(HttpStatusCode.Created)
        ).Id();

    public static async Task<Guid> CreateContactAsync(this HttpClient client, Guid account, object? fields = null) =>
        (
            await client
                .PostAsync($"/v1/accounts/{account}/contacts", fields ?? new { name = Unique("Contact") })
                .JsonAsync(HttpStatusCode.Created)
        ).Id();

    public static Task<HttpResponseMessage> SendFileAsync(
        this HttpClient client,
        string query,
        byte[] file,
        string type = "text/csv"
    )
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return client.PostAsync($"/v1/imports?{query}", content);
    }

    /// <summary>Sends a file and waits until the import is over or asks something.</summary>
    public static async Task<JsonElement> ImportAsync(
        this HttpClient client,
        string query,
        string file,
        string type = "text/csv"
    ) => await client.ImportAsync(query, Encoding.UTF8.GetBytes(file), type);

    public static async Task<JsonElement> ImportAsync(
        this HttpClient client,
        string query,
        byte[] file,
        string type = "text/csv"
    )
    {
        var started = await client.SendFileAsync(query, file, type).JsonAsync(HttpStatusCode.Accepted);
        return await client.ImportEndsAsync(started.Id());
    }

    public static Task<JsonElement> ImportEndsAsync(this HttpClient client, Guid id) =>
        Eventually.GetAsync(
            () => client.GetAsync($"/v1/imports/{id}").JsonAsync(),
            it => it.Text("status") is not ("queued" or "running"),
            $"import {id} is over",
            seconds: 120
        );

    public static async Task<List<JsonElement>> ReportAsync(this HttpClient client, Guid import) =>
        [
            .. (await client.GetStringAsync($"/v1/imports/{import}/report"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<JsonElement>(line)),
        ];

    /// <summary>Lines of the report as "line column code", without what is only information.</summary>
    public static async Task<List<string>> FaultsAsync(this HttpClient client, Guid import) =>
        [
            .. (await client.ReportAsync(import))
                .Where(row => row.Text("severity") != "info")
                .Select(row => $"{row.GetProperty("line")} {row.TextOrNull("column")} {row.Text("code")}"),
        ];

    public static Guid Id(this JsonElement element) => element.GetProperty("id").GetGuid();

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static string? TextOrNull(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.ToString() : null;

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static string Unique(string start) => $"{start}-{Guid.NewGuid().ToString("N")[..12]}";
}
