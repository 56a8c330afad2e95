using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;
using Platform.Gateway.Routing;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Tests;

/// <summary>Customers' links: open without a token, closed for everything else.</summary>
public sealed class LinkTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Theory]
    [InlineData("/shared/plans/s3cret", ServiceNames.SuccessPlans)]
    [InlineData("/shared/plans/s3cret/tasks/7", ServiceNames.SuccessPlans)]
    [InlineData("/answer/s3cret", ServiceNames.Feedback)]
    [InlineData("/board/s3cret", ServiceNames.Feedback)]
    public async Task The_service_gets_a_customer_who_stands_for_the_link_and_holds_no_scope(
        string path,
        string service
    )
    {
        using var client = gateway.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", "whatever somebody puts here");
        client.DefaultRequestHeaders.Add("X-Api-Key", "rp_and_here");
        client.DefaultRequestHeaders.Add("Cookie", "session=1");

        (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var seen = gateway.Upstreams[service].Seen.Last(one => one.Path == path);
        seen.Headers.Keys.ShouldNotContain("X-Api-Key");
        seen.Headers.Keys.ShouldNotContain("Cookie");
        var claims = JsonNode.Parse(Base64UrlEncoder.Decode(seen.Headers["Authorization"].Split('.')[1]))!;
        claims["role"]!.GetValue<string>().ShouldBe(Roles.Customer);
        claims["scope"]!.GetValue<string>().ShouldBeEmpty();
        claims["sub"]!.GetValue<string>().ShouldStartWith("link:");
        claims["sub"]!.GetValue<string>().ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task Two_links_are_two_callers()
    {
        using var client = gateway.Anonymous();
        await client.GetAsync("/answer/first");
        await client.GetAsync("/answer/second");
        await client.GetAsync("/answer/first/thanks");

        var ids = gateway
            .Upstreams[ServiceNames.Feedback]
            .Seen.Where(one =>
                one.Path.StartsWith("/answer/first", StringComparison.Ordinal) || one.Path == "/answer/second"
            )
            .Select(one =>
                JsonNode.Parse(Base64UrlEncoder.Decode(one.Headers["Authorization"].Split('.')[1]))![
                    "sub"
                ]!.GetValue<string>()
            )
            .ToList();
        ids.Count.ShouldBe(3);
        ids.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_page_runs_nothing_but_its_own_and_narrows_further_as_it_likes()
    {
        var plans = gateway.Upstreams[ServiceNames.SuccessPlans];
        var before = plans.Answer;
        plans.Answer = context =>
        {
            context.Response.Headers.ContentSecurityPolicy = "script-src 'none'";
            return context.Response.WriteAsync("<p>plan</p>");
        };
        using var client = gateway.Anonymous();
        using var answer = await client.GetAsync("/shared/plans/abc");
        plans.Answer = before;

        // A list of policies, by repetition or by comma, is all of them at once.
        var policies = string.Join(", ", answer.Headers.GetValues("Content-Security-Policy"));
        policies.ShouldContain("default-src 'none'");
        policies.ShouldContain("script-src 'self'");
        policies.ShouldContain("frame-ancestors 'none'");
        policies.ShouldContain("script-src 'none'");
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
    }

    [Theory]
    [InlineData("/shared")]
    [InlineData("/shared/plans")]
    [InlineData("/shared/other/abc")]
    [InlineData("/answer")]
    [InlineData("/answer/")]
    [InlineData("/shared/plans/abc/../../../v1/accounts/../../../health")]
    public async Task Beside_the_links_nothing_is_open(string path)
    {
        using var client = gateway.Anonymous();
        ((int)(await client.GetAsync(path)).StatusCode).ShouldBeOneOf(401, 404);
    }

    [Fact]
    public async Task A_large_body_is_refused()
    {
        using var client = gateway.Anonymous();
        (await client.PostAsync("/answer/abc", new ByteArrayContent(new byte[100_000]))).StatusCode.ShouldBe(
            HttpStatusCode.RequestEntityTooLarge
        );
    }
}

/// <summary>On an instance of its own and from an address of its own: it uses the address's limit up, which instances
/// share in Redis.</summary>
public sealed class LinkGuessingTests(LinkGuessingTests.StrictGateway gateway)
    : IClassFixture<LinkGuessingTests.StrictGateway>
{
    public sealed class StrictGateway : GatewayUnderTest
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings() =>
            [.. base.Settings(), new("Limits:anonymous:PerSecond", "1"), new("Limits:anonymous:Burst", "30")];
    }

    private static async ValueTask<System.IO.Stream> ConnectFromAnotherAddressAsync(
        SocketsHttpConnectionContext context,
        CancellationToken ct
    )
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, ct);
        return new NetworkStream(socket, ownsSocket: true);
    }

    [Fact]
    public async Task Whoever_tries_many_secrets_from_one_address_is_told_to_wait()
    {
        using var known = gateway.Anonymous();
        using var handler = new SocketsHttpHandler { ConnectCallback = ConnectFromAnotherAddressAsync };
        using var client = new HttpClient(handler) { BaseAddress = known.BaseAddress };
        var statuses = new List<int>();
        for (var i = 0; i < 60; i++)
            statuses.Add((int)(await client.GetAsync($"/board/guess-{i}")).StatusCode);
        statuses.Count(status => status == 429).ShouldBeGreaterThan(20);
    }
}
