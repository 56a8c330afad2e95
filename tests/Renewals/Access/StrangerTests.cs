using System.Globalization;
using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Renewals.V1;

namespace Platform.Renewals.Tests.Access;

/// <summary>A CSM who owns nothing, at each way to write. What is new and not listed here fails.</summary>
public sealed class StrangerTests(RenewalsUnderTest renewals) : IClassFixture<RenewalsUnderTest>
{
    private static readonly string[] ReadingMethods =
    [
        "RenewalsService/BatchGetAccountRenewals",
        "RevenueService/BatchGetAccountRevenue",
        "RevenueService/ListAccountRevenue",
    ];

    private static readonly string[] WritingMethods =
    [
        "RevenueImportService/UpsertInvoices",
        "RevenueImportService/UpsertSubscriptions",
    ];

    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");
    private readonly HttpClient _owner = renewals.ClientFor("csm", "carla");
    private readonly HttpClient _stranger = renewals.ClientFor("csm", "stan");

    [Fact]
    public async Task A_csm_without_accounts_changes_nothing_at_any_route()
    {
        var writes = await WritesAsync(await renewals.AccountAsync(csm: "carla"));
        var routes = Endpoints()
            .Where(e => e.Metadata.GetMetadata<GrpcMethodMetadata>() is null)
            .SelectMany(e =>
                (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(m =>
                    $"{m} {e.RoutePattern.RawText?.TrimEnd('/')}"
                )
            )
            .Where(route => route[..4] is not ("GET " or "HEAD") && route.Contains("/v1/", StringComparison.Ordinal));
        writes
            .Keys.Order(StringComparer.Ordinal)
            .ShouldBe(routes.Order(StringComparer.Ordinal), "a route that writes is tried here with a stranger");

        var wrong = new List<string>();
        foreach (var (route, (path, body)) in writes)
        {
            var answer = await _stranger.SendJsonAsync(new HttpMethod(route.Split(' ')[0]), path, body, "*");
            if (answer.StatusCode != HttpStatusCode.Forbidden)
                wrong.Add($"{route}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        wrong.ShouldBeEmpty();

        // What everybody is refused would prove nothing: the owner gets past the door at whatever is a CSM's to do.
        foreach (var (route, (path, body)) in writes.Where(w => !OfTheirs.Contains(w.Key)))
        {
            var answer = await _owner.SendJsonAsync(new HttpMethod(route.Split(' ')[0]), path, body, "*");
            if (answer.StatusCode == HttpStatusCode.Forbidden)
                wrong.Add($"{route} refuses the owner");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_csm_without_accounts_changes_nothing_over_gRPC()
    {
        Endpoints()
            .Select(e => e.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method)
            .OfType<IMethod>()
            .Where(m => m.ServiceName.StartsWith("platform.", StringComparison.Ordinal))
            .Select(m => m.FullName.Split('.')[^1])
            .Order(StringComparer.Ordinal)
            .ShouldBe(
                ReadingMethods.Concat(WritingMethods).Order(StringComparer.Ordinal),
                "a method that writes is tried here with a stranger"
            );

        var account = await renewals.AccountAsync(csm: "carla");
        var import = new RevenueImportService.RevenueImportServiceClient(renewals.ChannelFor("csm", "stan"));
        var subscription = new SubscriptionRow
        {
            Line = 7,
            Source = "billing",
            ExternalId = account.ToString(),
            Account = account.ToString(),
            Product = "Suite",
            Amount = "83333.33",
            StartsOn = "2026-01-01",
        };
        var invoice = new InvoiceRow
        {
            Line = 8,
            Source = "erp",
            ExternalId = account.ToString(),
            Account = account.ToString(),
            Amount = "1",
            IssuedOn = "2026-01-01",
        };
        RowResult[] results =
        [
            .. (
                await import.UpsertSubscriptionsAsync(new UpsertSubscriptionsRequest { Rows = { subscription } })
            ).Results,
            .. (await import.UpsertInvoicesAsync(new UpsertInvoicesRequest { Rows = { invoice } })).Results,
        ];

        results
            .Select(r => (r.Line, r.Outcome, r.Column, r.Code))
            .ShouldBe([
                (7, RowResult.Types.Outcome.Failed, "account", "not-owner"),
                (8, RowResult.Types.Outcome.Failed, "account", "not-owner"),
            ]);
        (await _ops.ReadAsync($"/v1/subscriptions?accountId={account}"))
            .GetProperty("items")
            .GetArrayLength()
            .ShouldBe(0);
        (await _ops.ReadAsync($"/v1/invoices?accountId={account}")).GetProperty("items").GetArrayLength().ShouldBe(0);

        var owners = new RevenueImportService.RevenueImportServiceClient(renewals.ChannelFor("csm", "carla"));
        (await owners.UpsertSubscriptionsAsync(new UpsertSubscriptionsRequest { Rows = { subscription } }))
            .Results[0]
            .Outcome.ShouldBe(RowResult.Types.Outcome.Inserted);
        (await owners.UpsertInvoicesAsync(new UpsertInvoicesRequest { Rows = { invoice } }))
            .Results[0]
            .Outcome.ShouldBe(RowResult.Types.Outcome.Inserted);
    }

    /// <summary>What is leaders' or the operator's, and asks of executives: no CSM's.</summary>
    private static readonly HashSet<string> OfTheirs = new(StringComparer.Ordinal)
    {
        "POST /v1/lxl-sessions",
        "POST /v1/lxl-sessions/{id:guid}/minutes",
        "POST /v1/lxl-sessions/asks/{askId:guid}/completion",
        "POST /v1/renewals/leadership-reviews/{id:guid}/decision",
        "POST /v1/forecasts/snapshots",
        "PUT /v1/exchange-rates/{currency}/{from}",
        "POST /v1/revenue/definitions",
        "POST /v1/revenue/definitions/{name}/{version:int}/lock",
        "POST /v1/revenue/figures",
        "POST /v1/targets",
        "PUT /v1/targets/{id:guid}",
        "DELETE /v1/targets/{id:guid}",
        // Nobody decides what they asked for.
        "POST /v1/concessions/{id:guid}/decision",
    };

    private IEnumerable<RouteEndpoint> Endpoints() =>
        renewals.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private async Task<Dictionary<string, (string Path, object? Body)>> WritesAsync(Guid account)
    {
        var today = renewals.Today;
        var (day, later) = (today.Iso(), today.AddDays(30).Iso());
        var signed = await _ops.SignAsync(account, today, today.AddDays(200), 1_000);
        var subscription = (await _ops.ReadAsync($"/v1/subscriptions?accountId={account}"))
            .GetProperty("items")[0]
            .Id();
        var renewal = (await _ops.OnlyRenewalAsync(account)).Id();
        var milestone = (await _ops.ReadAsync($"/v1/renewals/{renewal}")).GetProperty("milestones")[0].Id();
        var risk = (
            await _ops.PostAsync(
                "/v1/risks",
                new
                {
                    accountId = account,
                    category = "value_gap",
                    cause = "No value",
                }
            )
        ).Id();
        await _ops.PostAsync($"/v1/risks/{risk}/plays", new { play = "roi-model", dueOn = later });
        var asked = new
        {
            accountId = account,
            arrEffect = 2_000,
            reason = "Budget",
            expiresOn = later,
        };
        var concession = (await _owner.PostAsync("/v1/concessions", asked)).Id();
        var room = await _ops.PostAsync(
            "/v1/war-rooms",
            new
            {
                accountId = account,
                owner = "olga",
                purpose = "Save",
                rhythmDays = 2,
                exitCriteria = new[] { "Named" },
            }
        );
        var (roomId, criterion) = (room.Id(), room.GetProperty("criteria")[0].Id());
        var session = (await _ops.PostAsync("/v1/lxl-sessions", new { quarter = "2130-Q1", heldOn = day })).Id();
        var question = new
        {
            accountId = account,
            ask = "Call",
            executive = "eva",
            owner = "carla",
            dueOn = later,
        };
        var ask = (await _ops.PostAsync($"/v1/lxl-sessions/{session}/asks", question)).Id();
        var expansion = (
            await _ops.PostAsync(
                "/v1/expansions",
                new
                {
                    accountId = account,
                    trigger = "new_team",
                    evidence = "Two",
                }
            )
        ).Id();
        var (lost, action) = await LossAsync(today);
        var invoice = await InvoiceAsync(account);
        var price = Calls.Price(900);

        return new(StringComparer.Ordinal)
        {
            ["POST /v1/subscriptions"] = (
                "/v1/subscriptions",
                new
                {
                    accountId = account,
                    product = "Basic",
                    startsOn = day,
                    autoRenew = false,
                    trial = true,
                    price,
                }
            ),
            ["POST /v1/subscriptions/{id:guid}/prices"] = (
                $"/v1/subscriptions/{subscription}/prices",
                new { from = day, price }
            ),
            ["POST /v1/subscriptions/{id:guid}/conversion"] = (
                $"/v1/subscriptions/{subscription}/conversion",
                new { on = day }
            ),
            ["POST /v1/contracts"] = (
                "/v1/contracts",
                new
                {
                    accountId = account,
                    number = "C-" + account,
                    signedOn = day,
                    startsOn = day,
                    autoRenew = false,
                    noticeDays = 30,
                    lines = new[] { new { product = "Basic", price } },
                }
            ),
            ["POST /v1/invoices/{id:guid}/payment"] = ($"/v1/invoices/{invoice}/payment", new { paidOn = day }),
            ["PUT /v1/exchange-rates/{currency}/{from}"] = ($"/v1/exchange-rates/CHF/{day}", new { rate = 1.1m }),
            ["POST /v1/revenue/definitions"] = (
                "/v1/revenue/definitions",
                new
                {
                    name = "mine",
                    description = "Mine",
                    reactivation = "counts",
                    waterfall = "net",
                }
            ),
            ["POST /v1/revenue/definitions/{name}/{version:int}/lock"] = (
                "/v1/revenue/definitions/standard/1/lock",
                null
            ),
            ["POST /v1/targets"] = (
                "/v1/targets",
                new
                {
                    metric = "grr",
                    periodFrom = "2027-01-01",
                    periodTo = "2027-12-31",
                    value = 0.9m,
                    owner = "carla",
                }
            ),
            ["PUT /v1/targets/{id:guid}"] = ($"/v1/targets/{Guid.NewGuid()}", new { value = 0.9m, owner = "carla" }),
            ["DELETE /v1/targets/{id:guid}"] = ($"/v1/targets/{Guid.NewGuid()}", null),
            ["POST /v1/revenue/figures"] = (
                "/v1/revenue/figures",
                new
                {
                    title = "Mine",
                    from = "2026-01-31",
                    to = "2026-02-28",
                }
            ),
            ["POST /v1/renewals/{id:guid}/stage"] = ($"/v1/renewals/{renewal}/stage", new { stage = "engaged" }),
            ["POST /v1/renewals/{id:guid}/call"] = (
                $"/v1/renewals/{renewal}/call",
                new { call = "commit", reason = "Said so" }
            ),
            ["POST /v1/renewals/{id:guid}/next-step"] = (
                $"/v1/renewals/{renewal}/next-step",
                new { nextStep = "Call", on = later }
            ),
            ["POST /v1/renewals/{id:guid}/gut-check"] = (
                $"/v1/renewals/{renewal}/gut-check",
                new
                {
                    answer = "renew",
                    contactId = Guid.NewGuid(),
                    saidOn = day,
                }
            ),
            ["POST /v1/renewals/{id:guid}/milestones/{milestoneId:guid}/completion"] = (
                $"/v1/renewals/{renewal}/milestones/{milestone}/completion",
                new { note = "Done" }
            ),
            ["POST /v1/renewals/leadership-reviews/{id:guid}/decision"] = (
                $"/v1/renewals/leadership-reviews/{Guid.NewGuid()}/decision",
                new { decision = "Go on" }
            ),
            ["POST /v1/forecasts/snapshots"] = ($"/v1/forecasts/snapshots?from={day}&to={later}", null),
            ["POST /v1/risks"] = (
                "/v1/risks",
                new
                {
                    accountId = account,
                    category = "product_issue",
                    cause = "Crashes",
                }
            ),
            ["POST /v1/risks/{id:guid}/plays"] = ($"/v1/risks/{risk}/plays", new { play = "roi-model", dueOn = later }),
            ["POST /v1/risks/{id:guid}/plays/{play}/completion"] = (
                $"/v1/risks/{risk}/plays/roi-model/completion",
                new { result = "Shown" }
            ),
            ["POST /v1/risks/{id:guid}/state"] = (
                $"/v1/risks/{risk}/state",
                new { to = "plan_in_place", plan = "A plan" }
            ),
            ["POST /v1/concessions"] = (
                "/v1/concessions",
                new
                {
                    accountId = account,
                    arrEffect = 1,
                    reason = "Budget",
                    expiresOn = later,
                }
            ),
            ["POST /v1/concessions/{id:guid}/decision"] = (
                $"/v1/concessions/{concession}/decision",
                new { approve = false, reason = "No" }
            ),
            ["POST /v1/war-rooms"] = (
                "/v1/war-rooms",
                new
                {
                    accountId = account,
                    owner = "stan",
                    purpose = "Mine",
                    rhythmDays = 2,
                    exitCriteria = new[] { "Named" },
                }
            ),
            ["POST /v1/war-rooms/{id:guid}/criteria/{criterionId:guid}/met"] = (
                $"/v1/war-rooms/{roomId}/criteria/{criterion}/met",
                new { metOn = day, evidence = "Mail" }
            ),
            ["POST /v1/war-rooms/{id:guid}/meetings"] = (
                $"/v1/war-rooms/{roomId}/meetings",
                new { heldOn = day, notes = "We met" }
            ),
            ["POST /v1/war-rooms/{id:guid}/closing"] = ($"/v1/war-rooms/{roomId}/closing", null),
            ["POST /v1/lxl-sessions"] = ("/v1/lxl-sessions", new { quarter = "2130-Q2", heldOn = day }),
            ["POST /v1/lxl-sessions/{id:guid}/asks"] = ($"/v1/lxl-sessions/{session}/asks", question),
            ["POST /v1/lxl-sessions/asks/{askId:guid}/completion"] = (
                $"/v1/lxl-sessions/asks/{ask}/completion",
                new { result = "Called" }
            ),
            ["POST /v1/lxl-sessions/{id:guid}/accounts/{accountId:guid}/challenges"] = (
                $"/v1/lxl-sessions/{session}/accounts/{account}/challenges",
                new { challenges = "Many" }
            ),
            ["POST /v1/lxl-sessions/{id:guid}/minutes"] = (
                $"/v1/lxl-sessions/{session}/minutes",
                new { minutes = "We met" }
            ),
            ["POST /v1/expansions"] = (
                "/v1/expansions",
                new
                {
                    accountId = account,
                    trigger = "premium_use",
                    evidence = "Tried",
                }
            ),
            ["POST /v1/expansions/{id:guid}/closing"] = (
                $"/v1/expansions/{expansion}/closing",
                new { state = "lost", reason = "No" }
            ),
            ["POST /v1/expansions/roadmap"] = (
                "/v1/expansions/roadmap",
                new
                {
                    accountId = account,
                    quarter = "2027-Q1",
                    step = "More",
                }
            ),
            ["POST /v1/churn/notices"] = (
                "/v1/churn/notices",
                new
                {
                    accountId = account,
                    noticeOn = day,
                    reasonCode = "price",
                }
            ),
            ["POST /v1/retrospectives/{id:guid}/conclusion"] = (
                $"/v1/retrospectives/{lost}/conclusion",
                Conclusion(later)
            ),
            ["POST /v1/retrospectives/{id:guid}/actions/{actionId:guid}/completion"] = (
                $"/v1/retrospectives/{lost}/actions/{action}/completion",
                new { result = "Done" }
            ),
            // Last: they end what the others are about.
            ["POST /v1/renewals/{id:guid}/outcome"] = (
                $"/v1/renewals/{renewal}/outcome",
                new { newTermEndsOn = today.AddYears(2).Iso() }
            ),
            ["POST /v1/subscriptions/{id:guid}/cancellation"] = (
                $"/v1/subscriptions/{subscription}/cancellation",
                new { endsOn = later }
            ),
        };
    }

    private static object Conclusion(string later) =>
        new
        {
            interview = "They said",
            interviewedOn = "2026-01-05",
            prevention = "More",
            actions = new[]
            {
                new
                {
                    action = "Watch",
                    owner = "carla",
                    dueOn = later,
                },
            },
        };

    private async Task<(Guid Retrospective, Guid Action)> LossAsync(DateOnly today)
    {
        var account = await renewals.AccountAsync(csm: "carla");
        await _ops.SubscribeAsync(account, today.AddDays(-300), 100, today.AddDays(-9));
        var retrospective = (await _ops.ReadAsync($"/v1/retrospectives?accountId={account}"))[0].Id();
        var closed = await _ops.PostAsync(
            $"/v1/retrospectives/{retrospective}/conclusion",
            Conclusion(today.AddDays(9).Iso())
        );
        return (retrospective, closed.GetProperty("actions")[0].Id());
    }

    private async Task<Guid> InvoiceAsync(Guid account)
    {
        var import = new RevenueImportService.RevenueImportServiceClient(renewals.ChannelFor("ops"));
        var row = new InvoiceRow
        {
            Line = 1,
            Source = "erp",
            ExternalId = $"i-{account}",
            Account = account.ToString(),
            Amount = "10",
            IssuedOn = "2026-01-01",
        };
        return Guid.Parse(
            (await import.UpsertInvoicesAsync(new UpsertInvoicesRequest { Rows = { row } })).Results[0].Id,
            CultureInfo.InvariantCulture
        );
    }
}
