using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.Cli.Gateway;

/// <summary>
/// Calls the platform's public API. What is safe to repeat (GET, PUT, and POST, which always has an Idempotency-Key
/// here) is repeated while the gateway is restarting or asks to wait; every other refusal becomes a
/// <see cref="CommandFailedException"/> with the problem's own words.
/// </summary>
public sealed class GatewayClient : IDisposable
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly TokenRequest _identity;
    private readonly SemaphoreSlim _tokenLock = new(1);
    private string? _token = Environment.GetEnvironmentVariable("PLATFORM_TOKEN");

    public GatewayClient(HttpClient http, TokenRequest identity)
        : this(http, identity, ownsHttp: true) { }

    private GatewayClient(HttpClient http, TokenRequest identity, bool ownsHttp)
    {
        _http = http;
        _identity = identity;
        _ownsHttp = ownsHttp;
    }

    public Uri Address => _http.BaseAddress!;

    public static GatewayClient Connect(GatewayAddress gateway, TokenRequest identity)
    {
        HttpMessageHandler handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };
        if (gateway.Installation is { } installation)
            handler = new InstallationCheck(installation) { InnerHandler = handler };
        return new(
            new HttpClient(handler) { BaseAddress = gateway.Address, Timeout = TimeSpan.FromMinutes(5) },
            identity
        );
    }

    /// <summary>
    /// Whether each caller has a token of their own. With <c>PLATFORM_TOKEN</c> everything is called by the person of
    /// that token.
    /// </summary>
    public static bool ActsAsManyPeople => Environment.GetEnvironmentVariable("PLATFORM_TOKEN") is null;

    /// <summary>Another person's calls over the same connections.</summary>
    public GatewayClient As(TokenRequest identity) => new(_http, identity, ownsHttp: false);

    public void Dispose()
    {
        if (_ownsHttp)
            _http.Dispose();
        _tokenLock.Dispose();
    }

    /// <summary>A token of the development issuer; production gateways have none and say so.</summary>
    public async Task<TokenAnswer> IssueTokenAsync(CancellationToken ct)
    {
        using var answer = await RepeatAsync(
            () => new(HttpMethod.Post, "v1/tokens") { Content = JsonContent.Create(_identity, options: Json) },
            ct
        );
        if (answer.StatusCode == HttpStatusCode.NotFound)
            throw new CommandFailedException(
                $"{Address} has no development issuer. Set PLATFORM_TOKEN to a token of your identity provider."
            );
        return await ReadAsync<TokenAnswer>(answer, ct);
    }

    public Task<T> GetAsync<T>(string path, CancellationToken ct) => SendAsync<T>(() => new(HttpMethod.Get, path), ct);

    /// <summary>The answer's body as it comes; the caller disposes of it.</summary>
    public async Task<Stream> OpenAsync(string path, CancellationToken ct)
    {
        var answer = await AuthorisedAsync(() => new(HttpMethod.Get, path), ct);
        await ThrowIfRefusedAsync(answer, ct);
        return await answer.Content.ReadAsStreamAsync(ct);
    }

    public Task PutAsync(string path, HttpContent content, CancellationToken ct)
    {
        return SendAsync<JsonElement?>(() => new(HttpMethod.Put, path) { Content = Repeatable(content) }, ct);
    }

    /// <summary>Changes what is there, whatever version it is.</summary>
    /// <param name="method">PUT or PATCH.</param>
    public Task<T> ChangeAsync<T>(HttpMethod method, string path, object body, CancellationToken ct) =>
        SendAsync<T>(
            () =>
            {
                var request = new HttpRequestMessage(method, path)
                {
                    Content = JsonContent.Create(body, options: Json),
                };
                request.Headers.TryAddWithoutValidation("If-Match", "*");
                return request;
            },
            ct
        );

    /// <param name="content">Called once per attempt.</param>
    public Task<T> PostAsync<T>(string path, Func<HttpContent> content, CancellationToken ct)
    {
        var key = Guid.CreateVersion7().ToString();
        return SendAsync<T>(() => Keyed(path, key, content()), ct);
    }

    /// <param name="key">The Idempotency-Key: with the same one and the same body the first answer comes again.</param>
    public Task<T> PostAsync<T>(string path, string key, object body, CancellationToken ct) =>
        SendAsync<T>(
            () =>
            {
                var request = Keyed(path, key, JsonContent.Create(body, options: Json));
                request.Headers.TryAddWithoutValidation("If-Match", "*");
                return request;
            },
            ct
        );

    private static HttpRequestMessage Keyed(string path, string key, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private async Task<T> SendAsync<T>(Func<HttpRequestMessage> request, CancellationToken ct)
    {
        using var answer = await AuthorisedAsync(request, ct);
        await ThrowIfRefusedAsync(answer, ct);
        return await ReadAsync<T>(answer, ct);
    }

    private async Task<HttpResponseMessage> AuthorisedAsync(Func<HttpRequestMessage> request, CancellationToken ct)
    {
        var token = await TokenAsync(renewed: null, ct);
        var answer = await RepeatAsync(() => WithToken(request(), token), ct);
        if (answer.StatusCode != HttpStatusCode.Unauthorized)
            return answer;

        // It may have expired in the middle of a long import; a second refusal is final.
        answer.Dispose();
        token = await TokenAsync(renewed: token, ct);
        return await RepeatAsync(() => WithToken(request(), token), ct);
    }

    private static HttpRequestMessage WithToken(HttpRequestMessage request, string token)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private async Task<string> TokenAsync(string? renewed, CancellationToken ct)
    {
        await _tokenLock.WaitAsync(ct);
        try
        {
            if (_token is null || _token == renewed)
                _token = (await IssueTokenAsync(ct)).AccessToken;
            return _token;
        }
        finally
        {
            _tokenLock.Release();
        }
    }

    private async Task<HttpResponseMessage> RepeatAsync(Func<HttpRequestMessage> request, CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            TimeSpan wait;
            try
            {
                using var message = request();
                var answer = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct);
                if (!IsPassing(answer.StatusCode) || TimeProvider.System.GetElapsedTime(started) > GiveUpAfter)
                    return answer;
                wait = answer.Headers.RetryAfter?.Delta ?? Backoff(attempt);
                answer.Dispose();
            }
            catch (HttpRequestException unreachable)
            {
                // A gateway that was never there is reported soon; one that is restarting gets its time.
                var patience =
                    attempt == 0 || unreachable.HttpRequestError == HttpRequestError.ConnectionError
                        ? TimeSpan.FromSeconds(15)
                        : GiveUpAfter;
                if (TimeProvider.System.GetElapsedTime(started) > patience)
                    throw new CommandFailedException(
                        $"{Address} does not answer: {unreachable.Message.TrimEnd('.')}. Is the platform up "
                            + $"(./platform up)? Or name another gateway with --gateway.",
                        unreachable
                    );
                wait = Backoff(attempt);
            }

            await Task.Delay(wait < LongestWait ? wait : LongestWait, ct);
        }
    }

    private static bool IsPassing(HttpStatusCode status) =>
        status
            is HttpStatusCode.TooManyRequests
                or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.BadGateway
                or HttpStatusCode.GatewayTimeout;

    private static TimeSpan Backoff(int attempt) =>
        TimeSpan.FromMilliseconds(Math.Min(5_000, 100 * Math.Pow(2, Math.Min(attempt, 6))));

    private static ByteArrayContent Repeatable(HttpContent content)
    {
        var copy = new ByteArrayContent(content.ReadAsByteArrayAsync().GetAwaiter().GetResult());
        copy.Headers.ContentType = content.Headers.ContentType;
        return copy;
    }

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var request = answer.RequestMessage!;
        var body = await answer.Content.ReadAsStringAsync(ct);
        throw new CommandFailedException(
            $"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} "
                + $"{GatewayProblem.Describe(body, answer.ReasonPhrase)}"
        )
        {
            Status = answer.StatusCode,
        };
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken ct)
    {
        await ThrowIfRefusedAsync(answer, ct);
        var bytes = await answer.Content.ReadAsByteArrayAsync(ct);
        if (bytes.Length == 0)
            return default!;
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, Json)!;
        }
        catch (JsonException unreadable)
        {
            throw new CommandFailedException(
                $"{answer.RequestMessage!.RequestUri} answered what this version does not understand: "
                    + $"{unreadable.Message}",
                unreadable
            );
        }
    }
}
