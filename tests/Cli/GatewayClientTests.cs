using System.Net;
using System.Net.Http.Json;
using Platform.Cli.Gateway;

namespace Platform.Cli.Tests;

public sealed class GatewayClientTests
{
    private readonly List<(string Method, string Path, string? Key, string? Token)> _requests = [];

    [Fact]
    public async Task A_post_is_repeated_under_the_same_key_while_the_gateway_is_away()
    {
        var answers = new Queue<HttpStatusCode>([
            HttpStatusCode.ServiceUnavailable,
            HttpStatusCode.BadGateway,
            HttpStatusCode.TooManyRequests,
            HttpStatusCode.Accepted,
        ]);
        using var client = Client(_ => Answer(answers.Dequeue(), new { accepted = 1, rejected = 0 }));

        await client.PostAsync<object>(
            "v1/events",
            () => new StringContent("{}"),
            TestContext.Current.CancellationToken
        );

        var posts = _requests.Where(request => request.Path == "/v1/events").ToList();
        posts.Count.ShouldBe(4);
        posts.Select(post => post.Key).Distinct().Count().ShouldBe(1);
        posts[0].Key.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Another_person_calls_with_a_token_of_their_own_and_keys_are_sent_as_given()
    {
        using var client = Client(_ => Answer(HttpStatusCode.OK, new { }));
        using var other = client.As(new("mira.halvorsen", "csm"));

        await client.PostAsync<object>("v1/plans", "first", new { }, TestContext.Current.CancellationToken);
        await other.PostAsync<object>("v1/plans", "first", new { }, TestContext.Current.CancellationToken);

        var posts = _requests.Where(request => request.Path == "/v1/plans").ToList();
        posts.Select(post => post.Key).ShouldBe(["first", "first"]);
        posts.Select(post => post.Token).ShouldBe(["Bearer token-1", "Bearer token-2"]);
    }

    [Fact]
    public async Task An_expired_token_is_renewed_once()
    {
        var refusals = 1;
        using var client = Client(_ =>
            Answer(refusals-- > 0 ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, new { })
        );

        await client.GetAsync<object>("v1/portfolio", TestContext.Current.CancellationToken);

        _requests.Count(request => request.Path == "/v1/tokens").ShouldBe(2);
        _requests[^1].Token.ShouldBe("Bearer token-2");
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_problems_own_words()
    {
        using var client = Client(_ =>
            Answer(
                HttpStatusCode.BadRequest,
                new
                {
                    type = "imports/unreadable",
                    title = "The file cannot be read.",
                    detail = "Line 1 has no header.",
                    errors = new Dictionary<string, string[]> { ["kind"] = ["must be one of accounts, contacts"] },
                }
            )
        );

        var failed = await Should.ThrowAsync<CommandFailedException>(() =>
            client.GetAsync<object>("v1/imports", TestContext.Current.CancellationToken)
        );
        failed.Message.ShouldContain("400 The file cannot be read. Line 1 has no header.");
        failed.Message.ShouldContain("kind: must be one of accounts, contacts");
    }

    [Fact]
    public async Task A_gateway_without_a_development_issuer_says_what_to_do()
    {
        using var client = new GatewayClient(
            new HttpClient(new Handler(_ => new(HttpStatusCode.NotFound))) { BaseAddress = new("http://gateway/") },
            new("csm-01", "csm")
        );
        (
            await Should.ThrowAsync<CommandFailedException>(() =>
                client.IssueTokenAsync(TestContext.Current.CancellationToken)
            )
        ).Message.ShouldContain("PLATFORM_TOKEN");
    }

    private GatewayClient Client(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        var tokens = 0;
        var handler = new Handler(request =>
        {
            request.Headers.TryGetValues("Idempotency-Key", out var keys);
            _requests.Add(
                (
                    request.Method.Method,
                    request.RequestUri!.AbsolutePath,
                    keys?.Single(),
                    request.Headers.Authorization?.ToString()
                )
            );
            return request.RequestUri.AbsolutePath == "/v1/tokens"
                ? Answer(
                    HttpStatusCode.OK,
                    new { accessToken = $"token-{++tokens}", expiresAt = DateTimeOffset.MaxValue }
                )
                : answer(request);
        });
        return new(new HttpClient(handler) { BaseAddress = new("http://gateway/") }, new("ops-01", "ops"));
    }

    private static HttpResponseMessage Answer<T>(HttpStatusCode status, T body) =>
        new(status) { Content = JsonContent.Create(body) };

    private sealed class Handler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var response = answer(request);
            response.RequestMessage = request;
            return Task.FromResult(response);
        }
    }
}
