using System.Net;
using Platform.ServiceKit.Auth;
using static Platform.Gateway.Tests.PublishedEvents;

namespace Platform.Gateway.Tests;

public sealed class StreamTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Fact]
    public async Task Events_arrive_in_order_and_only_those_asked_for()
    {
        var (account, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var client = await gateway.PersonAsync(Roles.Csm);
        await using var events = await ServerSentEvents.ConnectAsync(
            client,
            $"/v1/stream?accountId={account}&types=health-scoring.*"
        );

        await gateway.PublishAsync(
            Created(account, "A"),
            Scored(account, 1, 80),
            Scored(other, 1, 10),
            Scored(account, 2, 70),
            Scored(account, 3, 60)
        );

        var received = await events.TakeAsync(3);
        received.Select(one => one.Type).ShouldAllBe(type => type == "health-scoring.health-score-changed.v1");
        received.Select(one => one.Data["version"]!.GetValue<int>()).ShouldBe([1, 2, 3]);
        received.Select(one => one.Data["accountId"]!.GetValue<Guid>()).ShouldAllBe(id => id == account);
        received.Select(one => one.Id).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_client_that_comes_back_gets_what_came_in_between_once()
    {
        var account = Guid.CreateVersion7();
        using var client = await gateway.PersonAsync(Roles.Csm);
        long last;
        await using (var events = await ServerSentEvents.ConnectAsync(client, $"/v1/stream?accountId={account}"))
        {
            await gateway.PublishAsync(Created(account, "A"));
            last = (await events.TakeAsync(1))[0].Id;
        }

        await gateway.PublishAsync([.. Enumerable.Range(1, 20).Select(version => Scored(account, version, version))]);
        await using var again = await ServerSentEvents.ConnectAsync(client, $"/v1/stream?accountId={account}", last);
        await gateway.PublishAsync([.. Enumerable.Range(21, 20).Select(version => Scored(account, version, version))]);

        var received = await again.TakeAsync(40);
        received.Select(one => one.Data["version"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, 40));
    }

    [Fact]
    public async Task The_owner_filter_follows_the_owner()
    {
        var (mine, theirs) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var owner = $"owner-{mine:N}";
        await gateway.PublishAsync(Created(mine, "Mine", owner), Created(theirs, "Theirs", "somebody"));
        using var client = await gateway.PersonAsync(Roles.Csm);
        await TestKit.Eventually.HoldsAsync(
            async () =>
                await gateway.Database.ScalarAsync<long>(
                    "select count(*) from account_owner where account_id = any(@ids)",
                    new { ids = new[] { mine, theirs } }
                ) == 2,
            "both are known"
        );

        await using var events = await ServerSentEvents.ConnectAsync(client, $"/v1/stream?owner={owner}");
        await gateway.PublishAsync(Scored(theirs, 1, 50), Scored(mine, 1, 40));
        (await events.TakeAsync(1))[0].Data["accountId"]!.GetValue<Guid>().ShouldBe(mine);
    }

    [Fact]
    public async Task Wrong_filters_and_ids_are_named()
    {
        using var client = await gateway.PersonAsync(Roles.Csm);
        (await client.GetAsync("/v1/stream?types=accounts.nothing")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.GetAsync("/v1/stream?lastEventId=-1")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.GetAsync("/v1/stream?accountId=7")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.GetAsync("/v1/stream?lastEventId=999999999999")).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_revoked_key_ends_its_stream()
    {
        var (id, secret) = await gateway.KeyAsync("events:read");
        using var partner = gateway.Anonymous();
        partner.DefaultRequestHeaders.Add("X-Api-Key", secret);
        await using var events = await ServerSentEvents.ConnectAsync(partner, "/v1/stream");

        using var ops = await gateway.PersonAsync(Roles.Ops);
        (await ops.DeleteAsync($"/v1/api-keys/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await events.EndsAsync();
    }
}
