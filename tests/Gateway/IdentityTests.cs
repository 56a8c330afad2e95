using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Platform.Gateway.Identity;
using Platform.ServiceKit;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Tests;

public sealed class IdentityTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    private static readonly JsonWebTokenHandler Tokens = new() { SetDefaultTimesOnTokenCreation = false };

    [Fact]
    public async Task Without_a_token_a_call_is_refused_with_a_problem()
    {
        using var client = gateway.Anonymous();
        var answer = await client.GetAsync("/v1/accounts");
        await ShouldBeRefusedAsync(answer);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
    }

    [Fact]
    public async Task A_development_token_opens_the_door_until_it_expires()
    {
        using var client = await gateway.PersonAsync(Roles.Csm);
        (await client.GetAsync("/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);

        gateway.Clock.Advance(TimeSpan.FromHours(9));
        await ShouldBeRefusedAsync(await client.GetAsync("/v1/accounts"), "expired");
    }

    [Theory]
    [InlineData("any")]
    [InlineData("Any")]
    public void A_gateway_that_others_can_reach_refuses_to_start_with_development_tokens(string listenAddress)
    {
        Should
            .Throw<OptionsValidationException>(() => Read("true", listenAddress))
            .Message.ShouldContain("DevelopmentTokens:Enabled");
        Read("false", listenAddress).Enabled.ShouldBeFalse();
        Read("true", "localhost").Enabled.ShouldBeTrue();

        static DevelopmentTokenOptions Read(string enabled, string listenAddress) =>
            DevelopmentTokensOf(Environments.Development, enabled, listenAddress);
    }

    /// <summary>A page of elsewhere, whose name was made to lead to this machine, calls under its own name.</summary>
    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("10.0.0.7")]
    public async Task A_token_for_development_is_issued_under_this_machines_own_name_only(string host)
    {
        using var client = gateway.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/tokens")
        {
            Content = JsonContent.Create(new { user = "x", role = "ops" }),
        };
        request.Headers.Host = $"{host}:{gateway.Address.Port}";
        var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("tokens/only-local");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task A_token_for_development_is_issued_to_this_machine(string host)
    {
        using var client = gateway.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/tokens")
        {
            Content = JsonContent.Create(new { user = "x", role = "ops" }),
        };
        request.Headers.Host = $"{host}:{gateway.Address.Port}";
        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData("Testing")]
    public void A_gateway_with_tokens_for_development_starts_in_the_environment_Development_only(string environment)
    {
        Should
            .Throw<OptionsValidationException>(() => DevelopmentTokensOf(environment, "true", "localhost"))
            .Message.ShouldContain("DevelopmentTokens:Enabled");
        DevelopmentTokensOf(Environments.Development, "true", "localhost").Enabled.ShouldBeTrue();
    }

    private static DevelopmentTokenOptions DevelopmentTokensOf(string environment, string enabled, string listenAddress)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration["DevelopmentTokens:Enabled"] = enabled;
        builder.Configuration["LISTEN_ADDRESS"] = listenAddress;
        builder.AddServiceKit("gateway");
        builder.AddGateway();
        return builder.Build().Services.GetRequiredService<IOptions<DevelopmentTokenOptions>>().Value;
    }

    [Fact]
    public async Task A_role_that_nobody_has_gets_no_token()
    {
        using var client = gateway.Anonymous();
        var answer = await client.PostAsJsonAsync("/v1/tokens", new { user = "x", role = "partner" });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_tampered_token_is_refused()
    {
        using var client = await gateway.PersonAsync(Roles.Csm);
        var parts = client.DefaultRequestHeaders.Authorization!.Parameter!.Split('.');
        var payload = JsonNode.Parse(Base64UrlEncoder.Decode(parts[1]))!;
        payload["role"] = "ops";
        await ShouldBeRefusedAsync(
            await CallAsync($"{parts[0]}.{Base64UrlEncoder.Encode(payload.ToJsonString())}.{parts[2]}"),
            "signature"
        );
    }

    [Fact]
    public async Task A_token_without_signature_is_refused()
    {
        var header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        var expires = gateway.Clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        var payload = Base64UrlEncoder.Encode(
            $$"""
            {"iss":"{{DevelopmentTokens.Issuer}}","aud":"{{DevelopmentTokens.Audience}}",
             "sub":"x","role":"ops","exp":{{expires}}}
            """
        );
        await ShouldBeRefusedAsync(await CallAsync($"{header}.{payload}."));
    }

    [Fact]
    public async Task A_token_of_a_foreign_key_another_audience_or_another_issuer_is_refused()
    {
        var foreign = new SymmetricSecurityKey(Encoding.UTF8.GetBytes("somebody else's key of more than 32 bytes"));
        await ShouldBeRefusedAsync(
            await CallAsync(Forge(foreign, DevelopmentTokens.Issuer, DevelopmentTokens.Audience)),
            "signature"
        );

        var ownKey = gateway.Services.GetRequiredService<DevelopmentTokens>().Key;
        await ShouldBeRefusedAsync(
            await CallAsync(Forge(ownKey, DevelopmentTokens.Issuer, "another audience")),
            "audience"
        );
        await ShouldBeRefusedAsync(
            await CallAsync(Forge(ownKey, "https://elsewhere", DevelopmentTokens.Audience)),
            "issuer"
        );
        (await CallAsync(Forge(ownKey, DevelopmentTokens.Issuer, DevelopmentTokens.Audience))).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
    }

    [Fact]
    public async Task The_internal_token_is_not_accepted_from_outside()
    {
        var tokens = new InternalToken(
            new Microsoft.Extensions.Configuration.ConfigurationManager
            {
                ["InternalToken:Key"] = GatewayUnderTest.InternalTokenKey,
            },
            gateway.Clock
        );
        await ShouldBeRefusedAsync(
            await CallAsync(tokens.Issue(new Caller("x", Roles.Service, new HashSet<string>()))),
            "issuer"
        );
    }

    [Theory]
    [InlineData("Basic eDp5")]
    [InlineData("Bearer")]
    [InlineData("Bearer x")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer rp_short")]
    [InlineData("Bearer eyJhbGciOiJIUzI1NiIsImtpZCI6Ii4uLy4uL2Rldi9udWxsIn0.e30.AA")]
    public async Task What_is_no_token_is_refused(string authorization)
    {
        using var client = gateway.Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        await ShouldBeRefusedAsync(await client.GetAsync("/v1/accounts"));
    }

    [Fact]
    public async Task Two_credentials_at_once_are_refused()
    {
        using var client = await gateway.PartnerAsync("accounts:read");
        using var person = await gateway.PersonAsync(Roles.Ops);
        client.DefaultRequestHeaders.Authorization = person.DefaultRequestHeaders.Authorization;
        await ShouldBeRefusedAsync(await client.GetAsync("/v1/accounts"), "one credential");
    }

    private string Forge(SecurityKey key, string issuer, string audience) =>
        Tokens.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                Expires = gateway.Clock.GetUtcNow().UtcDateTime.AddHours(1),
                Claims = new Dictionary<string, object> { ["sub"] = "x", ["role"] = "ops" },
                SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
            }
        );

    private async Task<HttpResponseMessage> CallAsync(string token)
    {
        using var client = gateway.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.GetAsync("/v1/accounts");
    }

    private static async Task ShouldBeRefusedAsync(HttpResponseMessage answer, string? because = null)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        if (because is not null)
            (await answer.Content.ReadAsStringAsync()).ShouldContain(because);
    }
}
