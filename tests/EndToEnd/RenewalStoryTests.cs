using System.Globalization;
using System.Text.Json;

namespace Platform.EndToEnd.Tests;

/// <summary>
/// Contract signed → renewal opens → health falls (real usage, scored by scoring) → risk with plan → concession over
/// the ceiling waits for approval → LxL ask → renewed with contraction → ledger, figures, forecast accuracy and
/// retrospective follow. All of it through the gateway.
/// </summary>
public sealed class RenewalStoryTests(RunningPlatform platform)
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow);

    [Fact]
    public async Task From_signature_to_contracted_renewal_every_service_follows()
    {
        using var ops = await platform.ClientAsync("ops");
        using var manager = await platform.ClientAsync("manager", "mara");
        using var csm = await platform.ClientAsync("csm", "carla");
        await Company.DescribeFeaturesAsync(ops);
        await Company.ImportAccountsAsync(platform, ops, "renewing", accounts: 2);
        var account = (await ops.ReadAsync("/v1/accounts?externalId=renewing:a-0")).Items()[0].Id();
        await ops.SendAsync(HttpMethod.Put, $"/v1/accounts/{account}/owners/csm", new { personId = "carla" });
        await platform.EventuallyAsync("renewals knows the owner", async () =>
            (await ops.ReadAsync($"/v1/portfolio?owner=carla")).Items().Count == 1
        );

        // A contract is signed: its renewal opens with milestones.
        var (start, end) = (Today.AddDays(-100), Today.AddDays(200));
        await ops.PostAsync(
            "/v1/contracts",
            new
            {
                accountId = account,
                number = "R-1",
                signedOn = start,
                startsOn = start,
                endsOn = end,
                autoRenew = false,
                noticeDays = 60,
                lines = new[] { new { product = "Suite", price = Calls.Price(1_000) } },
            },
            201
        );
        var renewal = (
            await csm.UntilAsync(platform, "the renewal is open", $"/v1/renewals?accountId={account}", it =>
                it.Items().Count == 1 && it.Items()[0].TryGetProperty("owner", out _)
            )
        ).Items()[0];
        (await csm.ReadAsync($"/v1/renewals/{renewal.Id()}")).GetProperty("milestones").GetArrayLength().ShouldBe(4);

        // Use that stopped six weeks ago: scoring turns the account red by itself, and that opens a risk.
        await SendStoppedUsageAsync(ops);
        var risk = (
            await csm.UntilAsync(platform, "the red band opened a risk", $"/v1/risks?accountId={account}", it =>
                it.Items().Any(r => r.Text("category") == "value_gap")
            )
        )
            .Items()
            .First(r => r.Text("category") == "value_gap");
        (await csm.ReadAsync($"/v1/accounts/{account}/score")).Text("band").ShouldBe("red");
        await csm.PostAsync(
            $"/v1/risks/{risk.Id()}/state",
            new { to = "plan_in_place", plan = "ROI model with the buyer." }
        );

        // A concession above the CSM's ceiling waits; a manager approves it.
        var concession = await csm.PostAsync(
            "/v1/concessions",
            new
            {
                accountId = account,
                renewalId = renewal.Id(),
                arrEffect = 1_200,
                reason = "Budget cut.",
                expiresOn = end,
            },
            201
        );
        concession.Text("status").ShouldBe("waiting");
        (
            await manager.PostAsync(
                $"/v1/concessions/{concession.Id()}/decision",
                new { approve = true, reason = "Worth it." }
            )
        )
            .Text("status")
            .ShouldBe("approved");

        // An ask of the line-by-line review, done.
        var session = await ops.PostAsync("/v1/lxl-sessions", new { quarter = "2097-Q1", heldOn = Today }, 201);
        var ask = await ops.PostAsync(
            $"/v1/lxl-sessions/{session.Id()}/asks",
            new
            {
                accountId = account,
                ask = "Call their CFO.",
                executive = "eva",
                owner = "carla",
                dueOn = end,
            },
            201
        );
        using var executive = await platform.ClientAsync("executive", "eva");
        await executive.PostAsync($"/v1/lxl-sessions/asks/{ask.Id()}/completion", new { result = "Called." });

        // The forecast is kept as it was said; the renewal shrinks to 900 a month.
        var period = string.Create(
            CultureInfo.InvariantCulture,
            $"from={end.AddDays(-2):yyyy-MM-dd}&to={end.AddDays(2):yyyy-MM-dd}"
        );
        await csm.PostAsync(
            $"/v1/renewals/{renewal.Id()}/call",
            new { call = "commit", reason = "The buyer said so." }
        );
        await ops.PostAsync($"/v1/forecasts/snapshots?{period}", new { }, 204);
        var line = (await csm.ReadAsync($"/v1/subscriptions?accountId={account}")).Items()[0].Id();
        var decided = await csm.PostAsync(
            $"/v1/renewals/{renewal.Id()}/outcome",
            new
            {
                newTermEndsOn = end.AddYears(1),
                reasonCode = "price",
                lines = new[] { new { subscriptionId = line, price = Calls.Price(900) } },
            }
        );
        (decided.Text("outcome"), decided.GetProperty("renewedArr").Amount()).ShouldBe(("contracted", 10_800));

        await EverythingFollowsAsync(csm, account, end, period);
        await ALossIsLookedBackAtAsync(ops);
    }

    private async Task EverythingFollowsAsync(HttpClient csm, Guid account, DateOnly end, string period)
    {
        var ledger = (await csm.ReadAsync($"/v1/revenue/movements?accountId={account}")).Items();
        ledger
            .Select(m => (m.Text("kind"), m.GetProperty("delta").Amount(), m.Text("effectiveOn")))
            .ShouldContain(("contraction", -100m, end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        var shrunk = await csm.ReadAsync(
            $"/v1/revenue/retention/accounts?from={Today:yyyy-MM-dd}&to={end.AddDays(1):yyyy-MM-dd}&part=contraction"
        );
        shrunk
            .Items()
            .Single(it => it.GetProperty("accountId").GetGuid() == account)
            .GetProperty("counted")
            .Amount()
            .ShouldBe(100);
        (await csm.ReadAsync($"/v1/revenue/renewal-due?{period}"))[0]
            .GetProperty("figures")
            .GetProperty("netRenewalRate")
            .GetDecimal()
            .ShouldBe(0.9m);
        var accuracy = (await csm.ReadAsync($"/v1/forecasts/accuracy?{period}"))
            .Items()
            .Where(a => a.GetProperty("daysBefore").GetInt32() == 120)
            .ShouldHaveSingleItem();
        // A period that is not over has nothing to be measured against.
        (accuracy.GetProperty("over").GetBoolean(), accuracy.TryGetProperty("actual", out _)).ShouldBe((false, false));

        string[] told =
        [
            "contract_signed",
            "renewal_opened",
            "health_band_changed",
            "risk_opened",
            "risk_moved",
            "renewal_stage_changed",
            "revenue_moved",
        ];
        await csm.UntilAsync(
            platform,
            "the account's history tells the story",
            $"/v1/accounts/{account}/timeline?limit=100",
            it =>
                told.Except(it.Items().Select(entry => entry.Text("type")), StringComparer.Ordinal).ToArray().Length
                == 0
        );
    }

    private async Task ALossIsLookedBackAtAsync(HttpClient ops)
    {
        var lost = (await ops.ReadAsync("/v1/accounts?externalId=renewing:a-1")).Items()[0].Id();
        var running = await ops.PostAsync(
            "/v1/subscriptions",
            new
            {
                accountId = lost,
                product = "Suite",
                startsOn = Today.AddDays(-90),
                autoRenew = false,
                trial = false,
                price = Calls.Price(500),
            },
            201
        );
        await ops.PostAsync($"/v1/subscriptions/{running.Id()}/cancellation", new { endsOn = Today });
        var retrospective = (
            await ops.UntilAsync(platform, "a retrospective is open", $"/v1/retrospectives?accountId={lost}", it =>
                it.Items().Count == 1
            )
        ).Items()[0];
        retrospective.GetProperty("surprise").GetBoolean().ShouldBeTrue("nothing had flagged it");
        await ops.UntilAsync(platform, "the account is churned", $"/v1/accounts/{lost}", it =>
            it.Text("lifecycle") == "churned"
        );
    }

    private static async Task SendStoppedUsageAsync(HttpClient ops)
    {
        var events = Enumerable
            .Range(0, 200)
            .Select(i => new
            {
                eventId = $"renewing-{i}",
                account = "renewing:a-0",
                user = $"u-{i % 5}",
                feature = $"feature-{i % 2}",
                quantity = 1,
                occurredAt = DateTimeOffset
                    .UtcNow.AddDays(-45)
                    .AddHours(-i * 4)
                    .ToString("O", CultureInfo.InvariantCulture),
            });
        (await ops.PostAsync("/v1/events", new { events }, 202)).ValueKind.ShouldBe(JsonValueKind.Object);
    }
}
