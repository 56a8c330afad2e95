using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Workspace.Api;

/// <summary>
/// The gateway's public API, called with the token of the person whose request is answered. It is all that the
/// workspace knows of the platform.
/// </summary>
public sealed class GatewayApi(HttpClient http)
{
    /// <summary>As the API writes JSON: amounts are text, so that no program rounds them.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public Task<Answer<T>> ReadAsync<T>(string path, CancellationToken ct = default)
        where T : class => SendAsync<T>(HttpMethod.Get, path, body: null, key: null, version: null, ct);

    /// <summary>All pages of a list, 200 items at a time, at most <paramref name="most"/> items.</summary>
    public async Task<Answer<IReadOnlyList<T>>> ReadAllAsync<T>(
        string path,
        int most = 2_000,
        CancellationToken ct = default
    )
    {
        var all = new List<T>();
        var start = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=200";
        for (var next = start; ; )
        {
            var page = await ReadAsync<Items<T>>(next, ct);
            if (page.Value is null)
                return new(null, page.Problem);
            all.AddRange(page.Value.All);
            if (page.Value.Next is not { } cursor || all.Count >= most)
                return new(all, null);
            next = $"{start}&cursor={Uri.EscapeDataString(cursor)}";
        }
    }

    /// <param name="path">Path and query below the gateway's address.</param>
    /// <param name="body">What is sent as JSON.</param>
    /// <param name="key">The Idempotency-Key: a form that is sent twice acts once.</param>
    /// <param name="version">The ETag that was read, where something changes; a colleague's change since then is
    /// answered with 412.</param>
    public Task<Answer<T>> PostAsync<T>(
        string path,
        object body,
        string key,
        string? version = null,
        CancellationToken ct = default
    )
        where T : class => SendAsync<T>(HttpMethod.Post, path, body, key, version, ct);

    /// <summary>For what is passed on as it comes: the stream, the columns of the book.</summary>
    public Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request, CancellationToken ct) =>
        http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);

    private async Task<Answer<T>> SendAsync<T>(
        HttpMethod method,
        string path,
        object? body,
        string? key,
        string? version,
        CancellationToken ct
    )
        where T : class
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
            request.Content = JsonContent.Create(body, body.GetType(), options: Json);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", version);
        try
        {
            using var response = await http.SendAsync(request, ct);
            return await AnswerOfAsync<T>(response, ct);
        }
        catch (HttpRequestException)
        {
            return new(null, ApiProblem.Away);
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(null, ApiProblem.Away);
        }
    }

    private static async Task<Answer<T>> AnswerOfAsync<T>(HttpResponseMessage response, CancellationToken ct)
        where T : class
    {
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            throw new SessionEndedException((await ProblemOfAsync(response, ct)).Detail ?? "The session has ended.");
        if (!response.IsSuccessStatusCode)
            return new(null, await ProblemOfAsync(response, ct));
        var etag = response.Headers.ETag?.ToString();
        if (response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentLength == 0)
            return new(null, null, etag);
        return new(await response.Content.ReadFromJsonAsync<T>(Json, ct), null, etag);
    }

    private static async Task<ApiProblem> ProblemOfAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        var unknown = new ApiProblem(null, $"The platform answered {status}.", status);
        if (response.Content.Headers.ContentType is not MediaTypeHeaderValue { MediaType: "application/problem+json" })
            return unknown;
        try
        {
            return await response.Content.ReadFromJsonAsync<ApiProblem>(Json, ct) ?? unknown;
        }
        catch (JsonException)
        {
            return unknown;
        }
    }
}
