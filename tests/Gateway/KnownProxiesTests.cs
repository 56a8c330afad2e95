using System.Net;
using Microsoft.Extensions.Options;

namespace Platform.Gateway.Tests;

/// <summary>Who calls, where proxies stand in front: their word counts, and nobody else's.</summary>
public sealed class KnownProxiesTests
{
    private sealed class GatewayBehind(params (string Key, string Value)[] proxies) : GatewayUnderTest
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings() =>
            [
                .. base.Settings()
                    .Where(setting => !setting.Key.StartsWith("Limits:anonymous", StringComparison.Ordinal)),
                new("Limits:anonymous:PerSecond", "1"),
                new("Limits:anonymous:Burst", "5"),
                .. proxies.Select(proxy => KeyValuePair.Create<string, string?>(proxy.Key, proxy.Value)),
            ];
    }

    // Each case has customers of its own: the budgets are in one Redis.
    [Theory]
    [InlineData("Proxies:Addresses:0", "127.0.0.1", "Proxies:Addresses:1", "::1", "203.0.113")]
    [InlineData("Proxies:Networks:0", "127.0.0.0/8", "Proxies:Networks:1", "::1/128", "192.0.2")]
    public async Task Customers_behind_a_known_proxy_have_a_budget_each_whatever_they_write_into_the_header(
        string first,
        string one,
        string second,
        string other,
        string customers
    )
    {
        await using var gateway = new GatewayBehind(
            (first, one),
            (second, other),
            ("Proxies:Networks:7", "10.1.0.0/16")
        );
        await gateway.InitializeAsync();

        (await CallsAsync(gateway, 30, $"{customers}.1")).ShouldContain(HttpStatusCode.TooManyRequests);
        (await CallsAsync(gateway, 3, $"{customers}.2")).ShouldNotContain(
            HttpStatusCode.TooManyRequests,
            "another customer"
        );
        // The proxy appends whom it saw; what stands before that its customer wrote.
        (await CallsAsync(gateway, 3, $"{customers}.3, {customers}.1")).ShouldAllBe(status =>
            status == HttpStatusCode.TooManyRequests
        );
        (await CallsAsync(gateway, 3, $"{customers}.4, 10.1.2.3")).ShouldNotContain(
            HttpStatusCode.TooManyRequests,
            "through two proxies that are known"
        );
        (await CallsAsync(gateway, 3, $"{customers}.1, 10.1.2.3")).ShouldAllBe(status =>
            status == HttpStatusCode.TooManyRequests
        );
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("Proxies:Addresses:0", "192.0.2.7")]
    public async Task From_an_unknown_peer_the_header_means_nothing(string? key, string? value)
    {
        await using var gateway = key is null ? new GatewayBehind() : new GatewayBehind((key, value!));
        await gateway.InitializeAsync();

        var statuses = new List<HttpStatusCode>();
        for (var customer = 1; customer <= 30; customer++)
            statuses.AddRange(await CallsAsync(gateway, 1, $"203.0.113.{customer}"));
        statuses.ShouldContain(HttpStatusCode.TooManyRequests, "they share the peer's budget");
    }

    [Fact]
    public async Task What_is_no_address_is_refused_at_the_start()
    {
        await using var gateway = new GatewayBehind(("Proxies:Networks:0", "10.0.0.0/99"));
        (
            await Should.ThrowAsync<OptionsValidationException>(async () => await gateway.InitializeAsync())
        ).Message.ShouldContain("Proxies:Networks:0");
    }

    private static async Task<List<HttpStatusCode>> CallsAsync(GatewayUnderTest gateway, int count, string forwardedFor)
    {
        using var client = gateway.Anonymous();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < count; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/answers/no-such-link");
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
            statuses.Add((await client.SendAsync(request)).StatusCode);
        }

        return statuses;
    }
}
