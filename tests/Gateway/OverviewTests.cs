using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Platform.Accounts.V1;
using Platform.Gateway.Routing;
using Platform.Protos.Scoring.V1;
using Platform.Renewals.V1;
using Platform.ServiceKit.Auth;
using static Platform.Gateway.Tests.PublishedEvents;

namespace Platform.Gateway.Tests;

public sealed class OverviewTests : IClassFixture<GatewayUnderTest>
{
    private readonly GatewayUnderTest _gateway;
    private int _calls;

    public OverviewTests(GatewayUnderTest gateway)
    {
        _gateway = gateway;
        gateway.Upstreams[ServiceNames.Accounts].Answer = Accounts;
        gateway.Upstreams[ServiceNames.Renewals].Answer = context =>
            GrpcAnswers.MessageAsync(
                context,
                new BatchGetAccountRevenueResponse
                {
                    Accounts =
                    {
                        new AccountRevenue
                        {
                            Mrr = "100.00",
                            Arr = "1200.00",
                            Currency = "EUR",
                            Seats = 7,
                            NextRenewalOn = "2027-01-31",
                            Overdue = "0",
                        },
                    },
                }
            );
        foreach (var scoring in new[] { gateway.Upstreams[ServiceNames.HealthScoring], gateway.SecondScoring })
        {
            scoring.Answer = context =>
                GrpcAnswers.MessageAsync(
                    context,
                    new Score
                    {
                        Score_ = 42.5,
                        Band = "red",
                        Segment = "smb",
                        Drivers =
                        {
                            new Driver { Cause = "days_since_last_activity", Cost = 20 },
                        },
                    }
                );
        }
    }

    [Fact]
    public async Task All_parts_stand_side_by_side()
    {
        var overview = await GetAsync(Guid.NewGuid());
        overview["account"]!["value"]!["name"]!.GetValue<string>().ShouldBe("Acme");
        overview["score"]!["value"]!["score"]!.GetValue<decimal>().ShouldBe(42.5m);
        overview["score"]!["value"]!["drivers"]![0]!["label"]!.GetValue<string>().ShouldBe("Days since last activity");
        overview["revenue"]!["value"]!["arr"]!["amount"]!.GetValue<string>().ShouldBe("1200.00");
        overview["contacts"]!["value"]!.AsArray().Count.ShouldBe(1);
        overview["timeline"]!["status"]!.GetValue<string>().ShouldBe("missing", "this service does not offer it");
    }

    [Fact]
    public async Task A_service_that_hangs_or_fails_leaves_a_hole_with_its_reason_and_the_rest_answers()
    {
        foreach (var scoring in new[] { _gateway.Upstreams[ServiceNames.HealthScoring], _gateway.SecondScoring })
            scoring.Answer = _ => Task.Delay(5_000);
        _gateway.Upstreams[ServiceNames.Renewals].Answer = context =>
            GrpcAnswers.StatusAsync(context, StatusCode.PermissionDenied);

        var overview = await GetAsync(Guid.NewGuid());
        overview["account"]!["status"]!.GetValue<string>().ShouldBe("ok");
        overview["score"]!["status"]!.GetValue<string>().ShouldBe("missing");
        overview["score"]!["reason"]!.GetValue<string>().ShouldContain("health-scoring did not answer within");
        overview["revenue"]!["reason"]!.GetValue<string>().ShouldContain("scopes");
    }

    [Fact]
    public async Task An_unknown_account_is_404_and_fields_select_parts()
    {
        using var client = await _gateway.PersonAsync(Roles.Csm);
        var overview = (
            await client.GetFromJsonAsync<JsonObject>($"/v1/accounts/{Guid.NewGuid()}/overview?fields=score,account")
        )!;
        overview.Select(part => part.Key).ShouldBe(["accountId", "account", "score"]);
        (await client.GetAsync($"/v1/accounts/{Guid.NewGuid()}/overview?fields=scores")).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );

        _gateway.Upstreams[ServiceNames.Accounts].Answer = context =>
            GrpcAnswers.StatusAsync(context, StatusCode.NotFound);
        (await client.GetAsync($"/v1/accounts/{Guid.NewGuid()}/overview")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_answer_is_composed_once_until_the_account_changes()
    {
        var account = Guid.CreateVersion7();
        _gateway.Upstreams[ServiceNames.Accounts].Answer = Whole;
        using var client = await _gateway.PersonAsync(Roles.Csm);
        await TestKit.Eventually.HoldsAsync(
            async () =>
            {
                await client.GetAsync($"/v1/accounts/{account}/overview");
                var before = _calls;
                await client.GetAsync($"/v1/accounts/{account}/overview");
                return _calls == before;
            },
            "the log is followed and the answer kept"
        );

        var first = await client.GetAsync($"/v1/accounts/{account}/overview");
        var calls = _calls;
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/v1/accounts/{account}/overview");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        (await client.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        _calls.ShouldBe(calls);

        await _gateway.PublishAsync(Created(account, "Acme"));
        await TestKit.Eventually.HoldsAsync(
            async () =>
            {
                await client.GetAsync($"/v1/accounts/{account}/overview");
                return _calls > calls;
            },
            "the event made it compose anew"
        );
    }

    private Task Accounts(HttpContext context) =>
        context.Request.Path.Value!.EndsWith("GetTimeline", StringComparison.Ordinal)
            ? GrpcAnswers.StatusAsync(context, StatusCode.Unimplemented)
            : Whole(context);

    private Task Whole(HttpContext context)
    {
        if (context.Request.Path.Value!.EndsWith("GetAccount", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _calls);
            return GrpcAnswers.MessageAsync(
                context,
                new Account
                {
                    Name = "Acme",
                    Lifecycle = "established",
                    Version = 3,
                }
            );
        }

        return context.Request.Path.Value!.EndsWith("ListContacts", StringComparison.Ordinal)
            ? GrpcAnswers.MessageAsync(
                context,
                new ListContactsResponse
                {
                    Contacts =
                    {
                        new Contact
                        {
                            Id = Guid.NewGuid().ToString(),
                            Name = "Ada",
                            Status = "active",
                        },
                    },
                }
            )
            : GrpcAnswers.MessageAsync(context, new GetTimelineResponse());
    }

    private async Task<JsonObject> GetAsync(Guid account)
    {
        using var client = await _gateway.PersonAsync(Roles.Csm);
        return (await client.GetFromJsonAsync<JsonObject>($"/v1/accounts/{account}/overview"))!;
    }
}
