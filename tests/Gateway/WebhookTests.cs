using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Platform.Gateway.Webhooks;
using Platform.ServiceKit.Auth;
using static Platform.Gateway.Tests.PublishedEvents;

namespace Platform.Gateway.Tests;

public sealed class WebhookTests(WebhookTests.TrustingGateway gateway) : IClassFixture<WebhookTests.TrustingGateway>
{
    public sealed class TrustingGateway : GatewayUnderTest
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings() =>
            [.. base.Settings(), new("Webhooks:AllowPrivateAddresses", "true")];
    }

    [Fact]
    public async Task Events_come_signed_once_and_in_order_per_account()
    {
        await using var receiver = new WebhookReceiver();
        await receiver.StartAsync();
        var (id, secret) = await SubscribeAsync(receiver.Url, "health-scoring.health-score-changed.v1");

        var account = Guid.CreateVersion7();
        await gateway.PublishAsync([
            Created(account, "Not asked for"),
            .. Enumerable.Range(1, 10).Select(version => Scored(account, version, version)),
        ]);
        await TestKit.Eventually.HoldsAsync(() => Task.FromResult(receiver.All.Count >= 10), "all came");

        receiver
            .All.Select(delivery => delivery.Json["data"]!["version"]!.GetValue<int>())
            .ShouldBe(Enumerable.Range(1, 10));
        receiver.All.ShouldAllBe(delivery => delivery.IsSignedWith(secret));
        receiver.All.ShouldAllBe(delivery => delivery.Json["id"]!.GetValue<string>() == delivery.Id);
        await DeleteAsync(id);
    }

    [Fact]
    public async Task A_failure_holds_back_its_account_and_no_other_and_is_tried_again()
    {
        var (bad, good) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var isUp = false;
        await using var receiver = new WebhookReceiver();
        receiver.Answer = delivery => !isUp && delivery.Json["accountId"]!.GetValue<Guid>() == bad ? 500 : 200;
        await receiver.StartAsync();
        var (id, _) = await SubscribeAsync(receiver.Url, "health-scoring.*");

        await gateway.PublishAsync(Scored(bad, 1, 1), Scored(bad, 2, 2), Scored(good, 1, 1), Scored(good, 2, 2));
        await TestKit.Eventually.HoldsAsync(
            () => Task.FromResult(OfAccount(receiver, good).Count == 2 && OfAccount(receiver, bad).Count == 1),
            "the good account's came, one try of the bad one's"
        );

        isUp = true;
        gateway.Clock.Advance(TimeSpan.FromSeconds(6));
        await TestKit.Eventually.HoldsAsync(
            () => Task.FromResult(OfAccount(receiver, bad).Count == 3),
            "it was tried again, then the next"
        );
        OfAccount(receiver, bad).ShouldBe([1, 1, 2]);
        await DeleteAsync(id);
    }

    [Fact]
    public async Task A_webhook_whose_secret_cannot_be_read_says_so_and_holds_up_no_other_and_a_new_secret_helps()
    {
        await using var receiver = new WebhookReceiver();
        await using var other = new WebhookReceiver();
        await receiver.StartAsync();
        await other.StartAsync();
        var (id, _) = await SubscribeAsync(receiver.Url, "health-scoring.*");
        var (otherId, otherSecret) = await SubscribeAsync(other.Url, "health-scoring.*");
        // As after a change of Webhooks:SealingKey.
        var elsewhere = new WebhookSecrets(Options.Create(new WebhookOptions { SealingKey = "another" }));
        var foreign = elsewhere.Seal(WebhookSecrets.Create());
        const string change = "update webhook_subscription set secret = @foreign where id = @id";
        await gateway.Database.ExecuteAsync(change, new { id, foreign });
        using var ops = await gateway.PersonAsync(Roles.Ops);

        var test = await ops.PostAsync($"/v1/webhooks/{id}/test", null);
        test.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await test.Content.ReadAsStringAsync()).ShouldContain("webhooks/secret-unreadable");
        await gateway.PublishAsync(Scored(Guid.CreateVersion7(), 1, 1));
        await TestKit.Eventually.HoldsAsync(() => Task.FromResult(other.All.Count == 1), "the other's came");
        other.All.Single().IsSignedWith(otherSecret).ShouldBeTrue();
        receiver.All.ShouldBeEmpty("nothing goes out unsigned");

        var rotated = await ops.PostAsJsonAsync($"/v1/webhooks/{id}/rotate-secret", new { });
        var secret = (await rotated.Content.ReadFromJsonAsync<JsonObject>())!["secret"]!.GetValue<string>();
        gateway.Clock.Advance(TimeSpan.FromSeconds(10));
        await TestKit.Eventually.HoldsAsync(() => Task.FromResult(receiver.All.Count == 1), "what was owed goes out");
        receiver.All.Single().IsSignedWith(secret).ShouldBeTrue();
        await DeleteAsync(id);
        await DeleteAsync(otherId);
    }

    [Fact]
    public async Task After_three_days_it_is_switched_off_with_its_reason_and_can_be_replayed()
    {
        await using var receiver = new WebhookReceiver { Answer = _ => 503 };
        await receiver.StartAsync();
        var (id, _) = await SubscribeAsync(receiver.Url, "health-scoring.*");
        await gateway.PublishAsync(Scored(Guid.CreateVersion7(), 1, 1));
        await TestKit.Eventually.HoldsAsync(() => Task.FromResult(!receiver.All.IsEmpty), "it was tried");
        gateway.Clock.Advance(TimeSpan.FromDays(4));

        using var ops = await gateway.PersonAsync(Roles.Ops);
        var webhook = await TestKit.Eventually.GetAsync(
            async () => (await ops.GetFromJsonAsync<JsonObject>($"/v1/webhooks/{id}"))!,
            one => !one["enabled"]!.GetValue<bool>(),
            "it is off"
        );
        webhook["disabledReason"]!.GetValue<string>().ShouldContain("503");
        await TestKit.Eventually.HoldsAsync(
            () =>
                gateway.Database.ScalarAsync<bool>(
                    "select exists (select from event_log where type = 'gateway.webhook-disabled.v1')"
                ),
            "everyone is told"
        );

        receiver.Answer = _ => 200;
        var delivery = (await ops.GetFromJsonAsync<JsonObject>($"/v1/webhooks/{id}/deliveries"))!["items"]![0]!;
        delivery["status"]!.GetValue<string>().ShouldBe("failed");
        (await ops.PostAsync($"/v1/webhooks/{id}/deliveries/{delivery["id"]}/replay", null)).StatusCode.ShouldBe(
            HttpStatusCode.Accepted
        );
        using var change = new HttpRequestMessage(HttpMethod.Patch, $"/v1/webhooks/{id}")
        {
            Content = JsonContent.Create(new { enabled = true }),
        };
        change.Headers.TryAddWithoutValidation("If-Match", $"\"{webhook["version"]}\"");
        (await ops.SendAsync(change)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await TestKit.Eventually.HoldsAsync(
            async () =>
                (await ops.GetFromJsonAsync<JsonObject>($"/v1/webhooks/{id}/deliveries"))!["items"]![0]![
                    "status"
                ]!.GetValue<string>() == "delivered",
            "it was received"
        );
        await DeleteAsync(id);
    }

    [Fact]
    public async Task While_a_rotation_overlaps_both_secrets_verify()
    {
        await using var receiver = new WebhookReceiver();
        await receiver.StartAsync();
        var (id, old) = await SubscribeAsync(receiver.Url, "health-scoring.*");
        using var ops = await gateway.PersonAsync(Roles.Ops);
        var rotated = await ops.PostAsJsonAsync($"/v1/webhooks/{id}/rotate-secret", new { overlapSeconds = 60 });
        var young = (await rotated.Content.ReadFromJsonAsync<JsonObject>())!["secret"]!.GetValue<string>();

        await gateway.PublishAsync(Scored(Guid.CreateVersion7(), 1, 1));
        await TestKit.Eventually.HoldsAsync(() => Task.FromResult(!receiver.All.IsEmpty), "it came");
        var delivery = receiver.All.First();
        delivery.IsSignedWith(old).ShouldBeTrue();
        delivery.IsSignedWith(young).ShouldBeTrue();
        (await (await ops.PostAsync($"/v1/webhooks/{id}/test", null)).Content.ReadFromJsonAsync<JsonObject>())![
            "received"
        ]!
            .GetValue<bool>()
            .ShouldBeTrue();
        await DeleteAsync(id);
    }

    [Fact]
    public void Tries_spread_over_three_days()
    {
        var created = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
        var now = created;
        var attempts = 0;
        while (Backoff.Next(++attempts, created, now) is { } next)
        {
            next.ShouldBeGreaterThan(now);
            now = next;
        }

        attempts.ShouldBeInRange(15, 40);
        (now - created).TotalDays.ShouldBeInRange(2.5, 3);
    }

    private static List<int> OfAccount(WebhookReceiver receiver, Guid account) =>
        [
            .. receiver
                .All.Where(delivery => delivery.Json["accountId"]?.GetValue<Guid>() == account)
                .Select(delivery => delivery.Json["data"]!["version"]!.GetValue<int>()),
        ];

    private async Task<(Guid Id, string Secret)> SubscribeAsync(string url, params string[] types)
    {
        using var ops = await gateway.PersonAsync(Roles.Ops);
        var answer = await ops.PostAsJsonAsync("/v1/webhooks", new { url, types });
        var created = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, created.ToJsonString());
        return (created["id"]!.GetValue<Guid>(), created["secret"]!.GetValue<string>());
    }

    private async Task DeleteAsync(Guid id)
    {
        using var ops = await gateway.PersonAsync(Roles.Ops);
        (await ops.DeleteAsync($"/v1/webhooks/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }
}
