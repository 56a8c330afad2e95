using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Platform.Accounts.V1;
using Platform.Feedback.V1;
using Platform.Gateway.Routing;
using Platform.Plans.V1;
using Platform.Protos.Scoring.V1;
using Platform.Renewals.V1;
using Platform.ServiceKit.Auth;
using static Platform.Gateway.Tests.PublishedEvents;

namespace Platform.Gateway.Tests;

public sealed class OverviewTests : IClassFixture<GatewayUnderTest>
{
    private static readonly Guid Known = new("0197b3a0-0000-7000-8000-000000000001");

    private readonly GatewayUnderTest _gateway;
    private int _calls;

    public OverviewTests(GatewayUnderTest gateway)
    {
        _gateway = gateway;
        gateway.Upstreams[ServiceNames.Accounts].Answer = Accounts;
        gateway.Upstreams[ServiceNames.SuccessPlans].Answer = Plans;
        gateway.Upstreams[ServiceNames.Feedback].Answer = context =>
            GrpcAnswers.MessageAsync(
                context,
                new ListAnswersResponse
                {
                    Answers =
                    {
                        new Answer
                        {
                            Id = Known.ToString(),
                            Type = "nps",
                            Score = 9,
                            ScaleTo = 10,
                            Class = "promoter",
                            Comment = "Good",
                            LoopStatus = "open",
                        },
                    },
                }
            );
        gateway.Upstreams[ServiceNames.Renewals].Answer = context =>
            IsAsked(context, "BatchGetAccountRenewals")
                ? Ahead(context)
                : GrpcAnswers.MessageAsync(
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
                IsAsked(context, "GetUsage")
                    ? Usage(context)
                    : GrpcAnswers.MessageAsync(
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
    public async Task Each_part_is_shown_as_its_service_tells_it()
    {
        var overview = await GetAsync(Guid.NewGuid());

        string[] parts =
        [
            "accountId",
            "account",
            "owners",
            "score",
            "revenue",
            "contacts",
            "timeline",
            "plan",
            "onboarding",
            "renewal",
            "risks",
            "expansion",
            "tickets",
            "coverage",
            "feedback",
            "usage",
        ];
        overview.Select(part => part.Key).ShouldBe(parts);
        string Value(string part) => overview[part]!["value"]!.ToJsonString();
        Value("owners").ShouldBe("""{"csm":"maria"}""");
        Value("plan")
            .ShouldBe(
                $$"""{"id":"{{Known}}","status":"agreed","agreedOn":"2026-10-01","progress":0.25,"""
                    + "\"openMilestones\":4,\"overdueMilestones\":1,"
                    + "\"objectives\":[\"Fewer projects finish late\"],\"version\":3}"
            );
        overview["onboarding"]!["status"]!.GetValue<string>().ShouldBe("none");
        Value("renewal")
            .ShouldContain("\"endsOn\":\"2027-01-31\",\"arrDue\":{\"amount\":\"1200.00\",\"currency\":\"EUR\"}");
        Value("renewal").ShouldContain("\"stage\":\"preparing\"");
        Value("renewal").ShouldContain("\"noticeDays\":30");
        Value("risks")
            .ShouldBe(
                $$"""[{"id":"{{Known}}","category":"value_gap","cause":"No use","state":"open","owner":"maria"}]"""
            );
        Value("expansion").ShouldBe($$"""[{"id":"{{Known}}","trigger":"new_team","evidence":"Logistics"}]""");
        Value("tickets")
            .ShouldBe(
                """
                {"open":2,"escalated":1,"openBySeverity":{"high":2},"longestWaitHours":4.5,"opened28":3,
                "openedBefore":0}
                """.ReplaceLineEndings("")
            );
        Value("coverage")
            .ShouldBe(
                """
                {"high":2,"wide":1,"liveContacts":3,"missingSeniorities":["executive"],"missingFunctions":[],
                "singleThreaded":false,"meetsTarget":false}
                """.ReplaceLineEndings("")
            );
        Value("feedback")
            .ShouldBe(
                $$"""
                [{"id":"{{Known}}","type":"nps","score":9,"scaleTo":10,"class":"promoter","comment":"Good",
                "loopStatus":"open"}]
                """.ReplaceLineEndings("")
            );
        Value("usage").ShouldContain("\"activeUsers\":7,\"activeDays\":1,\"events\":12,\"features\":{\"reports\":5}");
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

    [Fact]
    public async Task An_answer_with_a_missing_part_is_shared_for_a_moment_and_composed_anew_afterwards()
    {
        var account = Guid.NewGuid();
        using var client = await _gateway.PersonAsync(Roles.Csm);
        await TestKit.Eventually.HoldsAsync(
            async () =>
            {
                var overview = await client.GetFromJsonAsync<JsonObject>($"/v1/accounts/{account}/overview");
                overview!["timeline"]!["status"]!.GetValue<string>().ShouldBe("missing");
                var before = _calls;
                await client.GetAsync($"/v1/accounts/{account}/overview");
                return _calls == before;
            },
            "the second caller gets the first one's answer"
        );

        var calls = _calls;
        _gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        await client.GetAsync($"/v1/accounts/{account}/overview");
        _calls.ShouldBe(calls + 1, "it is composed anew without any event");
    }

    private static bool IsAsked(HttpContext context, string method) =>
        context.Request.Path.Value!.EndsWith(method, StringComparison.Ordinal);

    private static Task Plans(HttpContext context) =>
        IsAsked(context, "GetPlan")
            ? GrpcAnswers.MessageAsync(
                context,
                new SuccessPlan
                {
                    Id = Known.ToString(),
                    Status = "agreed",
                    AgreedOn = "2026-10-01",
                    Progress = "0.25",
                    OpenMilestones = 4,
                    OverdueMilestones = 1,
                    Objectives = { new PlanObjective { Text = "Fewer projects finish late" } },
                    Version = 3,
                }
            )
            : GrpcAnswers.StatusAsync(context, StatusCode.NotFound);

    private static Task Ahead(HttpContext context) =>
        GrpcAnswers.MessageAsync(
            context,
            new BatchGetAccountRenewalsResponse
            {
                Accounts =
                {
                    new AccountRenewals
                    {
                        Next = new Renewal
                        {
                            Id = Known.ToString(),
                            EndsOn = "2027-01-31",
                            ArrDue = "1200.00",
                            Currency = "EUR",
                            Stage = "preparing",
                            NoticeDays = 30,
                        },
                        Risks =
                        {
                            new OpenRisk
                            {
                                Id = Known.ToString(),
                                Category = "value_gap",
                                Cause = "No use",
                                State = "open",
                                Owner = "maria",
                            },
                        },
                        Expansions =
                        {
                            new OpenExpansion
                            {
                                Id = Known.ToString(),
                                Trigger = "new_team",
                                Evidence = "Logistics",
                            },
                        },
                    },
                },
            }
        );

    private static Task Usage(HttpContext context) =>
        GrpcAnswers.MessageAsync(
            context,
            new GetUsageResponse
            {
                ActiveUsers = 7,
                Days =
                {
                    new UsageDay { Day = "2026-11-01", Events = 12 },
                },
                Features =
                {
                    new FeatureUsage { Feature = "reports", ActiveUsers = 5 },
                },
            }
        );

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
                    Owners = { ["csm"] = "maria" },
                }
            );
        }

        if (IsAsked(context, "SummariseTickets"))
            return GrpcAnswers.MessageAsync(
                context,
                new TicketSummary
                {
                    Open = 2,
                    Escalated = 1,
                    OpenBySeverity = { ["high"] = 2 },
                    LongestWaitHours = 4.5,
                    Opened28 = 3,
                }
            );
        if (IsAsked(context, "GetCoverage"))
            return GrpcAnswers.MessageAsync(
                context,
                new Coverage
                {
                    High = 2,
                    Wide = 1,
                    LiveContacts = 3,
                    MissingSeniorities = { "executive" },
                }
            );
        return IsAsked(context, "ListContacts")
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
