using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Platform.LocalServers;
using Platform.TestKit;

namespace Platform.Gateway.Tests;

/// <summary>An identity provider of the tests' own, which changes its keys and goes away as real ones do.</summary>
public sealed class ProviderKeysTests(ProviderKeysTests.GatewayOfAProvider gateway)
    : IClassFixture<ProviderKeysTests.GatewayOfAProvider>
{
    public sealed class GatewayOfAProvider : GatewayUnderTest
    {
        public IdentityProvider Provider { get; } = new();

        public override async ValueTask InitializeAsync()
        {
            await Provider.StartAsync();
            await base.InitializeAsync();
        }

        protected override IEnumerable<KeyValuePair<string, string?>> Settings() =>
            [
                .. base.Settings(),
                new("Authentication:Authority", Provider.Issuer),
                new("Authentication:Audience", "platform"),
                new("Authentication:UnknownKeySeconds", "1"),
                // Far away: what happens in these tests happens because of a token.
                new("Authentication:KeysSeconds", "3600"),
            ];

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Provider.DisposeAsync();
            GC.SuppressFinalize(this);
        }
    }

    [Fact]
    public async Task After_a_change_of_keys_new_tokens_are_accepted_at_once_and_those_of_the_withdrawn_key_no_more()
    {
        var old = gateway.Provider.TokenFor("maria");
        (await CallAsync(old)).ShouldBe(HttpStatusCode.OK);

        gateway.Provider.Rotate(keepOld: true);
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        (await CallAsync(gateway.Provider.TokenFor("maria"))).ShouldBe(
            HttpStatusCode.OK,
            "the new key was unknown a moment ago"
        );
        (await CallAsync(old)).ShouldBe(HttpStatusCode.OK, "the old one is still published");

        gateway.Provider.Rotate(keepOld: false);
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        (await CallAsync(gateway.Provider.TokenFor("maria"))).ShouldBe(HttpStatusCode.OK);
        (await CallAsync(old)).ShouldBe(HttpStatusCode.Unauthorized, "though it had been accepted before and lives on");
    }

    [Fact]
    public async Task However_many_tokens_name_unknown_keys_the_provider_is_asked_at_a_bounded_rate()
    {
        using var foreign = RSA.Create(2048);
        var before = gateway.Provider.Asked;
        var started = DateTime.UtcNow;
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(i =>
                    CallAsync(
                        gateway.Provider.TokenFor("mallory", new RsaSecurityKey(foreign) { KeyId = $"unknown-{i}" })
                    )
                )
        );
        answers.ShouldAllBe(status => status == HttpStatusCode.Unauthorized);
        (gateway.Provider.Asked - before).ShouldBeLessThanOrEqualTo(2 + (int)(DateTime.UtcNow - started).TotalSeconds);
    }

    [Fact]
    public async Task A_withdrawn_key_ends_without_any_new_token()
    {
        await using var provider = new IdentityProvider();
        await provider.StartAsync();
        await using var other = new OtherGateway(provider.Issuer);
        await other.InitializeAsync();
        var old = provider.TokenFor("maria");
        (await CallAsync(old, other.Address)).ShouldBe(HttpStatusCode.OK);

        provider.Rotate(keepOld: false);

        await Eventually.HoldsAsync(
            async () => await CallAsync(old, other.Address) == HttpStatusCode.Unauthorized,
            "the keys were read again"
        );
    }

    [Fact]
    public async Task A_provider_that_is_away_at_the_start_means_503_and_not_ready_until_it_answers()
    {
        await using var provider = new IdentityProvider();
        await using var other = new OtherGateway(provider.Issuer) { IsReadyAtOnce = false };
        await other.InitializeAsync();
        using var client = new HttpClient { BaseAddress = other.Address };

        await Eventually.HoldsAsync(
            async () => (await client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.ServiceUnavailable,
            "it is up and not ready"
        );
        using var request = Request(provider.TokenFor("maria"));
        var refused = await client.SendAsync(request);
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await refused.Content.ReadAsStringAsync()).ShouldContain("gateway/identity-provider-unavailable");

        await provider.StartAsync();
        await Eventually.HoldsAsync(
            async () => (await client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK,
            "ready"
        );
        (await CallAsync(provider.TokenFor("maria"), other.Address)).ShouldBe(HttpStatusCode.OK);

        await provider.StopAsync();
        (await client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK, "the keys are known");
        (await CallAsync(provider.TokenFor("paul"), other.Address)).ShouldBe(HttpStatusCode.OK);
    }

    private Task<HttpStatusCode> CallAsync(string token) => CallAsync(token, gateway.Address);

    private static async Task<HttpStatusCode> CallAsync(string token, Uri gateway)
    {
        using var client = new HttpClient { BaseAddress = gateway };
        using var request = Request(token);
        return (await client.SendAsync(request)).StatusCode;
    }

    private static HttpRequestMessage Request(string token) =>
        new(HttpMethod.Get, "/v1/accounts")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };

    private sealed class OtherGateway(string issuer) : GatewayUnderTest
    {
        public bool IsReadyAtOnce { get; init; } = true;

        protected override IEnumerable<KeyValuePair<string, string?>> Settings() =>
            [
                .. base.Settings(),
                new("Authentication:Authority", issuer),
                new("Authentication:Audience", "platform"),
                new("Authentication:UnknownKeySeconds", "1"),
                new("Authentication:KeysSeconds", "2"),
            ];

        protected override Task AwaitReadyAsync(HttpClient client) =>
            IsReadyAtOnce ? base.AwaitReadyAsync(client) : Task.CompletedTask;
    }

    /// <summary>The two documents of OpenID Connect that a receiver of tokens reads.</summary>
    public sealed class IdentityProvider : IAsyncDisposable
    {
        private readonly int _port = FreePort.Next();
        private readonly Lock _gate = new();
        private List<RsaSecurityKey> _published = [NewKey()];
        private WebApplication? _app;
        private int _asked;

        public string Issuer => $"http://localhost:{_port}/realm";

        public int Asked => Volatile.Read(ref _asked);

        public async Task StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls($"http://localhost:{_port}");
            _app = builder.Build();
            _app.MapGet("/realm/.well-known/openid-configuration", () =>
            {
                Interlocked.Increment(ref _asked);
                return Results.Json(new JsonObject { ["issuer"] = Issuer, ["jwks_uri"] = $"{Issuer}/keys" });
            });
            _app.MapGet("/realm/keys", () =>
                Results.Json(new JsonObject { ["keys"] = new JsonArray([.. Keys().Select(Publish)]) })
            );
            await _app.StartAsync();
        }

        public void Rotate(bool keepOld)
        {
            lock (_gate)
                _published = keepOld ? [NewKey(), .. _published] : [NewKey()];
        }

        /// <summary>Signed with the newest key, unless with another.</summary>
        public string TokenFor(string user, SecurityKey? key = null) =>
            new JsonWebTokenHandler().CreateToken(
                new SecurityTokenDescriptor
                {
                    Issuer = Issuer,
                    Audience = "platform",
                    Expires = DateTime.UtcNow.AddHours(1),
                    Claims = new Dictionary<string, object> { ["sub"] = user, ["role"] = "manager" },
                    SigningCredentials = new SigningCredentials(key ?? Keys()[0], SecurityAlgorithms.RsaSha256),
                }
            );

        public async Task StopAsync()
        {
            if (_app is not null)
                await _app.DisposeAsync();
            _app = null;
        }

        public async ValueTask DisposeAsync() => await StopAsync();

        private List<RsaSecurityKey> Keys()
        {
            lock (_gate)
                return _published;
        }

        private static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

        private static JsonObject Publish(RsaSecurityKey key)
        {
            var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
            return new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = key.KeyId,
                ["n"] = Base64UrlEncoder.Encode(parameters.Modulus!),
                ["e"] = Base64UrlEncoder.Encode(parameters.Exponent!),
            };
        }
    }
}
