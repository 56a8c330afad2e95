using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Gateway.Keys;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Tests;

public sealed class ApiKeyTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Fact]
    public async Task A_key_may_what_its_scopes_say()
    {
        using var partner = await gateway.PartnerAsync("accounts:read", "usage:write");
        (await partner.GetAsync("/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await partner.PostAsJsonAsync("/v1/events", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await partner.GetAsync("/v1/events")).StatusCode.ShouldBe(HttpStatusCode.OK, "who may write may read");

        var refused = await partner.PostAsJsonAsync("/v1/accounts", new { });
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("accounts:write");
        (await partner.GetAsync("/v1/api-keys")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task It_works_as_a_bearer_too_and_a_changed_letter_refuses_it()
    {
        var (_, secret) = await gateway.KeyAsync("accounts:read");
        using var client = gateway.Anonymous();
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {secret}");
        (await client.GetAsync("/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);

        client.DefaultRequestHeaders.Remove("Authorization");
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {secret[..^1]}{(secret[^1] == 'A' ? 'B' : 'A')}");
        (await client.GetAsync("/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Only_ops_issue_keys_and_only_for_scopes_that_exist()
    {
        using var csm = await gateway.PersonAsync(Roles.Csm);
        (
            await csm.PostAsJsonAsync("/v1/api-keys", new { name = "x", scopes = new[] { "accounts:read" } })
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var ops = await gateway.PersonAsync(Roles.Ops);
        var unknown = await ops.PostAsJsonAsync("/v1/api-keys", new { name = "x", scopes = new[] { "accounts:raed" } });
        unknown.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await unknown.Content.ReadAsStringAsync()).ShouldContain("accounts:raed");
        (
            await ops.PostAsJsonAsync("/v1/api-keys", new { name = "", scopes = Array.Empty<string>() })
        ).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_secret_is_shown_once_and_stored_as_a_hash()
    {
        var (id, secret) = await gateway.KeyAsync("accounts:read");
        using var ops = await gateway.PersonAsync(Roles.Ops);
        var list = await ops.GetStringAsync("/v1/api-keys");
        list.ShouldContain(id.ToString());
        list.ShouldNotContain(secret[12..]);

        var stored = await gateway.Database.ScalarAsync<string>(
            "select row_to_json(k)::text from api_key k where id = @id",
            new { id }
        );
        stored.ShouldNotBeNull();
        stored.ShouldNotContain(secret[12..]);
        stored.ShouldContain(Convert.ToHexStringLower(ApiKeySecret.Hash(secret)));
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once()
    {
        var (id, secret) = await gateway.KeyAsync("accounts:read");
        using var partner = gateway.Anonymous();
        partner.DefaultRequestHeaders.Add("X-Api-Key", secret);
        (await partner.GetAsync("/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var ops = await gateway.PersonAsync(Roles.Ops);
        (await ops.DeleteAsync($"/v1/api-keys/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await partner.GetAsync("/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await ops.DeleteAsync($"/v1/api-keys/{id}")).StatusCode.ShouldBe(
            HttpStatusCode.NoContent,
            "revoking again changes nothing"
        );
        (await ops.DeleteAsync($"/v1/api-keys/{Guid.NewGuid()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_revocation_by_another_instance_is_noticed_without_being_told()
    {
        var (id, secret) = await gateway.KeyAsync("accounts:read");
        using var partner = gateway.Anonymous();
        partner.DefaultRequestHeaders.Add("X-Api-Key", secret);
        (await partner.GetAsync("/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await gateway.Database.ExecuteAsync("update api_key set revoked_at = now() where id = @id", new { id });
        await TestKit.Eventually.HoldsAsync(
            async () => (await partner.GetAsync("/v1/accounts")).StatusCode == HttpStatusCode.Unauthorized,
            "the key is refused"
        );
    }

    [Fact]
    public async Task Rotation_leaves_both_keys_good_until_the_overlap_ends()
    {
        var (id, old) = await gateway.KeyAsync("accounts:read");
        using var ops = await gateway.PersonAsync(Roles.Ops);
        var rotated = await ops.PostAsJsonAsync($"/v1/api-keys/{id}/rotate", new { overlapSeconds = 60 });
        rotated.StatusCode.ShouldBe(HttpStatusCode.Created);
        var young = (await rotated.Content.ReadFromJsonAsync<JsonObject>())!["secret"]!.GetValue<string>();

        (await CallAsync(old)).ShouldBe(HttpStatusCode.OK);
        (await CallAsync(young)).ShouldBe(HttpStatusCode.OK);
        gateway.Clock.Advance(TimeSpan.FromSeconds(61));
        (await CallAsync(old)).ShouldBe(HttpStatusCode.Unauthorized);
        (await CallAsync(young)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task When_it_was_last_used_is_kept()
    {
        var (id, secret) = await gateway.KeyAsync("accounts:read");
        await CallAsync(secret);
        gateway.Clock.Advance(TimeSpan.FromSeconds(6));
        await TestKit.Eventually.HoldsAsync(
            () =>
                gateway.Database.ScalarAsync<bool>(
                    "select last_used_at is not null from api_key where id = @id",
                    new { id }
                ),
            "the use was written"
        );
    }

    [Fact]
    public async Task A_clock_that_steps_forth_and_back_turns_nobody_away_and_holds_nothing_up()
    {
        var (id, secret) = await gateway.KeyAsync("accounts:read");
        using var person = await gateway.PersonAsync(Roles.Csm);
        gateway.Clock.Advance(TimeSpan.FromHours(1));
        try
        {
            (await CallAsync(secret)).ShouldBe(HttpStatusCode.OK);
            (await person.GetAsync("/v1/segments")).StatusCode.ShouldBe(HttpStatusCode.OK);
            // What was known, cached and written at that time is of the future now.
            await TestKit.Eventually.HoldsAsync(
                () =>
                    gateway.Database.ScalarAsync<bool>(
                        "select last_used_at is not null from api_key where id = @id",
                        new { id }
                    ),
                "the use was written"
            );
            await gateway.Database.ExecuteAsync("update api_key set last_used_at = null where id = @id", new { id });
        }
        finally
        {
            gateway.Clock.Advance(TimeSpan.FromHours(-1));
        }

        (await CallAsync(secret)).ShouldBe(HttpStatusCode.OK);
        (await person.GetAsync("/v1/segments")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await TestKit.Eventually.HoldsAsync(
            () =>
                gateway.Database.ScalarAsync<bool>(
                    "select last_used_at is not null from api_key where id = @id",
                    new { id }
                ),
            "the next use, too"
        );
        await gateway.Database.ExecuteAsync("update api_key set revoked_at = now() where id = @id", new { id });
        await TestKit.Eventually.HoldsAsync(
            async () => await CallAsync(secret) == HttpStatusCode.Unauthorized,
            "a revocation is noticed"
        );
    }

    private async Task<HttpStatusCode> CallAsync(string secret)
    {
        using var client = gateway.Anonymous();
        client.DefaultRequestHeaders.Add("X-Api-Key", secret);
        return (await client.GetAsync("/v1/accounts")).StatusCode;
    }
}
