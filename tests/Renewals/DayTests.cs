using System.Net;
using System.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Renewals.V1;
using Platform.Renewals.Values;

namespace Platform.Renewals.Tests;

/// <summary>Days of what happened do not lie ahead, and no day that a business never has ends in a 500.</summary>
public sealed class DayTests(RenewalsUnderTest renewals)
{
    /// <summary>Days that may lie ahead, or be of any time: everything else says that something happened.</summary>
    private static readonly string[] MayLieAhead =
    [
        "CancelSubscriptionRequest.EndsOn",
        "ChangePriceRequest.From",
        "ConvertTrialRequest.On",
        "CreateSubscriptionRequest.EndsOn",
        "CreateSubscriptionRequest.StartsOn",
        "CreateSubscriptionRequest.TermEndsOn",
        "CreateSubscriptionRequest.TrialEndsOn",
        "DecideRenewalRequest.NewTermEndsOn",
        "OpenLxlSessionRequest.HeldOn",
        "PlanRenewalNextStepRequest.On",
        "PublishFigureRequest.From",
        "PublishFigureRequest.To",
        "RaiseLxlAskRequest.DueOn",
        "RequestConcessionRequest.ExpiresOn",
        "RetrospectiveActionRequest.DueOn",
        "SetTargetRequest.PeriodFrom",
        "SetTargetRequest.PeriodTo",
        "SignContractRequest.EndsOn",
        "SignContractRequest.StartsOn",
        "StartPlayRequest.DueOn",
    ];

    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");

    [Fact]
    public void Each_day_of_a_request_either_happened_or_is_known_to_lie_ahead()
    {
        var days =
            from type in typeof(Program).Assembly.GetTypes()
            where type.Name.EndsWith("Request", StringComparison.Ordinal) && type.GetConstructors() is [_, ..]
            from parameter in type.GetConstructors()[0].GetParameters()
            where parameter.ParameterType == typeof(DateOnly) || parameter.ParameterType == typeof(DateOnly?)
            where parameter.GetCustomAttribute<HappenedAttribute>() is null
            select $"{type.Name}.{parameter.Name}";

        days.Order(StringComparer.Ordinal).ToArray().ShouldBe(MayLieAhead, "mark it [Happened], or list it here");
    }

    [Fact]
    public async Task What_happened_did_not_happen_tomorrow()
    {
        var account = await renewals.AccountAsync(csm: "carla");
        await _ops.SignAsync(account, renewals.Today, renewals.Today.AddDays(300), 100);
        var renewal = (await _ops.OnlyRenewalAsync(account)).Id();
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
        var criterion = room.GetProperty("criteria")[0].Id();
        var invoice = await InvoiceAsync(account);
        var later = renewals.Today.AddDays(1);
        var actions = new[]
        {
            new
            {
                action = "Watch",
                owner = "carla",
                dueOn = later,
            },
        };
        var contract = new
        {
            accountId = account,
            number = "N" + account,
            signedOn = later,
            startsOn = later,
            autoRenew = false,
            noticeDays = 1,
            lines = new[] { new { product = "Basic", price = Calls.Price(1) } },
        };

        (string Field, string Path, object Body)[] tried =
        [
            ("metOn", $"/v1/war-rooms/{room.Id()}/criteria/{criterion}/met", new { metOn = later, evidence = "Mail" }),
            ("heldOn", $"/v1/war-rooms/{room.Id()}/meetings", new { heldOn = later, notes = "We met" }),
            (
                "noticeOn",
                "/v1/churn/notices",
                new
                {
                    accountId = account,
                    noticeOn = later,
                    reasonCode = "price",
                }
            ),
            (
                "interviewedOn",
                $"/v1/retrospectives/{Guid.NewGuid()}/conclusion",
                new
                {
                    interview = "A",
                    interviewedOn = later,
                    prevention = "B",
                    actions,
                }
            ),
            (
                "saidOn",
                $"/v1/renewals/{renewal}/gut-check",
                new
                {
                    answer = "renew",
                    contactId = Guid.NewGuid(),
                    saidOn = later,
                }
            ),
            ("paidOn", $"/v1/invoices/{invoice}/payment", new { paidOn = later }),
            ("signedOn", "/v1/contracts", contract),
            (
                "agreedOn",
                "/v1/expansions/roadmap",
                new
                {
                    accountId = account,
                    quarter = "2027-Q1",
                    step = "More",
                    agreedOn = later,
                }
            ),
        ];
        foreach (var (field, path, body) in tried)
        {
            var answer = await _ops.SendJsonAsync(HttpMethod.Post, path, body, "*");
            (await answer.FieldAsync()).ShouldBe(field);
            (await answer.Content.ReadAsStringAsync()).ShouldContain($"{later.Iso()} lies in the future");
        }

        var seen = await _ops.ReadAsync($"/v1/war-rooms/{room.Id()}");
        (
            seen.TryGetProperty("lastMeetingOn", out _),
            seen.GetProperty("criteria")[0].TryGetProperty("metOn", out _)
        ).ShouldBe((false, false));
        await _ops.PostAsync(
            $"/v1/war-rooms/{room.Id()}/criteria/{criterion}/met",
            new { metOn = renewals.Today, evidence = "Mail" }
        );
        var met = (await _ops.ReadAsync($"/v1/war-rooms/{room.Id()}")).GetProperty("criteria")[0];
        (met.Text("metOn"), met.Text("metBy"), met.Text("evidence")).ShouldBe((renewals.Today.Iso(), "olga", "Mail"));
    }

    [Fact]
    public async Task Days_that_no_business_has_are_refused_wherever_a_day_is_taken()
    {
        foreach (var day in new[] { "0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31" })
        {
            foreach (var (path, names, others) in QueriesWithDays())
            {
                foreach (var name in names)
                {
                    var question = string.Join(
                        '&',
                        names.Select(n => $"{n}={(n == name ? day : "2026-01-31")}").Concat(others)
                    );
                    var answer = await _ops.SendJsonAsync(HttpMethod.Get, $"{path}?{question}");
                    answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{path}?{question}");
                    (await answer.FieldAsync()).ShouldBe(name);
                }
            }
        }

        var account = await renewals.AccountAsync();
        (
            await FieldAsync(
                "/v1/churn/notices",
                new
                {
                    accountId = account,
                    noticeOn = "0001-01-01",
                    reasonCode = "price",
                }
            )
        ).ShouldBe("noticeOn");
        (
            await FieldAsync(
                "/v1/concessions",
                new
                {
                    accountId = account,
                    arrEffect = 1,
                    reason = "B",
                    expiresOn = "9999-12-31",
                }
            )
        ).ShouldBe("expiresOn");
        (
            await FieldAsync(
                "/v1/retrospectives/" + Guid.NewGuid() + "/conclusion",
                new
                {
                    interview = "A",
                    interviewedOn = "2026-01-01",
                    prevention = "B",
                    actions = new[]
                    {
                        new
                        {
                            action = "Watch",
                            owner = "carla",
                            dueOn = "9999-12-31",
                        },
                    },
                }
            )
        ).ShouldBe("actions[0].dueOn");
        var rate = await _ops.SendJsonAsync(HttpMethod.Put, "/v1/exchange-rates/CHF/9999-12-31", new { rate = 1.1m });
        (await rate.FieldAsync()).ShouldBe("from");

        async Task<string> FieldAsync(string path, object body) =>
            await (await _ops.SendJsonAsync(HttpMethod.Post, path, body, "*")).FieldAsync();
    }

    [Fact]
    public async Task Rows_with_such_days_fail_by_themselves_and_an_invoice_was_not_paid_tomorrow()
    {
        var (account, id) = renewals.Accounts.Add();
        var import = new RevenueImportService.RevenueImportServiceClient(renewals.ChannelFor("ops"));
        SubscriptionRow Subscription(string ends) =>
            new()
            {
                Line = 1,
                Source = "b",
                ExternalId = $"{id}{ends}",
                Account = account,
                Product = "Suite",
                Amount = "1",
                StartsOn = "2026-01-01",
                EndsOn = ends,
            };
        var rows = new UpsertSubscriptionsRequest { Rows = { Subscription("9999-12-31"), Subscription("2099-12-31") } };
        (await import.UpsertSubscriptionsAsync(rows))
            .Results.Select(r => (r.Column, r.Code))
            .ShouldBe([("endsOn", "out-of-range"), ("", "")]);

        var invoice = new InvoiceRow
        {
            Line = 1,
            Source = "b",
            ExternalId = $"{id}",
            Account = account,
            Amount = "1",
            IssuedOn = "2026-01-01",
            PaidOn = renewals.Today.AddDays(1).Iso(),
        };
        var result = (await import.UpsertInvoicesAsync(new UpsertInvoicesRequest { Rows = { invoice } })).Results[0];
        (result.Column, result.Code).ShouldBe(("paidOn", "in-the-future"));
    }

    [Fact]
    public async Task A_cursor_with_another_inner_type_or_no_sense_is_refused_or_answered_but_never_a_500()
    {
        string[] keys =
        [
            "{\"id\":7}",
            "{\"seq\":\"x\"}",
            "{\"seq\":-1}",
            "{\"endsOn\":\"0001-01-01\",\"id\":null}",
            "{\"endsOn\":1}",
            "{\"offset\":-1}",
            "{\"offset\":2147483647}",
            "{\"offset\":\"1\"}",
            "{\"mrr\":\"x\"}",
            "{\"mrr\":1e400}",
            "[]",
            "null",
            "\u0000",
            "{}",
            "{\"id\":\"\"}",
            "\"x\"",
        ];
        string[] lists =
        [
            "/v1/subscriptions?",
            "/v1/contracts?",
            "/v1/invoices?",
            "/v1/renewals?",
            "/v1/risks?",
            "/v1/revenue/movements?",
            "/v1/revenue/figures?",
            "/v1/revenue/retention/accounts?from=2026-01-31&to=2026-02-28&part=start&",
        ];
        var revenue = new RevenueService.RevenueServiceClient(renewals.ChannelFor("ops"));
        foreach (
            var cursor in keys.Select(key =>
                System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(key))
            )
        )
        {
            foreach (var list in lists)
            {
                var answer = await _ops.SendJsonAsync(HttpMethod.Get, $"{list}cursor={cursor}");
                ((int)answer.StatusCode).ShouldBeOneOf(200, 400);
            }

            try
            {
                await revenue.ListAccountRevenueAsync(new ListAccountRevenueRequest { PageToken = cursor });
            }
            catch (RpcException refused)
            {
                refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
            }
        }
    }

    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["interval"] = "interval=month",
        ["window"] = "window=60",
        ["part"] = "part=start",
    };

    /// <summary>With what else a question needs, or reckons with.</summary>
    private IEnumerable<(string Path, string[] Days, string[] Others)> QueriesWithDays() =>
        from endpoint in renewals.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where
            endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is ["GET"]
            && endpoint.RoutePattern.Parameters.Count == 0
        let handler = endpoint.Metadata.GetMetadata<MethodInfo>()
        where handler is not null
        let others = handler.GetParameters().Select(p => Others.GetValueOrDefault(p.Name ?? ""))
        let days = handler
            .GetParameters()
            .Where(p => p.ParameterType == typeof(DateOnly) || p.ParameterType == typeof(DateOnly?))
            .Select(p => p.Name!)
            .ToArray()
        where days.Length > 0
        select ($"/{endpoint.RoutePattern.RawText!.Trim('/')}", days, others.OfType<string>().ToArray());

    private async Task<Guid> InvoiceAsync(Guid account)
    {
        var import = new RevenueImportService.RevenueImportServiceClient(renewals.ChannelFor("ops"));
        var row = new InvoiceRow
        {
            Line = 1,
            Source = "erp",
            ExternalId = $"{account}",
            Account = account.ToString(),
            Amount = "10",
            IssuedOn = "2026-01-01",
        };
        return Guid.Parse(
            (await import.UpsertInvoicesAsync(new UpsertInvoicesRequest { Rows = { row } })).Results[0].Id
        );
    }
}
