using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Plans.V1;
using Platform.ServiceKit.Auth;
using Platform.SuccessPlans.Tests.Plans;

namespace Platform.SuccessPlans.Tests.Ownership;

/// <summary>A CSM who owns nothing tries everything that writes. A new route or method has to be listed here.</summary>
public sealed class StrangerTests(SuccessPlansUnderTest service)
{
    private readonly HttpClient _stranger = service.ClientFor(Roles.Csm, "nobodys-csm");

    [Fact]
    public async Task A_csm_who_owns_nothing_writes_through_no_route()
    {
        var bodies = await BodiesAsync();
        var routes = service
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .SelectMany(endpoint =>
                (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method =>
                    (Method: method, Route: endpoint.RoutePattern.RawText!.TrimEnd('/'))
                )
            )
            .Where(one =>
                one.Method is "POST" or "PUT" or "PATCH" or "DELETE"
                && one.Route.StartsWith('/')
                && !one.Route.Contains("grpc", StringComparison.OrdinalIgnoreCase)
                && !one.Route.StartsWith("/platform.", StringComparison.Ordinal)
            )
            .Select(one => $"{one.Method} {one.Route}")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();

        // Every writing route is tried, no other is listed.
        routes.ShouldBe(bodies.Keys.Order(StringComparer.Ordinal));
        var allowed = new List<string>();
        foreach (var (route, (path, body)) in bodies)
        {
            var answer = await _stranger.SendJsonAsync(new HttpMethod(route.Split(' ')[0]), path, body, "*");
            if ((int)answer.StatusCode != 403)
                allowed.Add($"{route}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        allowed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_csm_who_owns_nothing_writes_through_no_grpc_method()
    {
        var plan = await service.PlanAsync();
        var objective = await plan.AddSmartObjectiveAsync();
        var (onboarding, milestone) = await OnboardingAsync();
        var channel = service.ChannelFor(Roles.Csm, "nobodys-csm");
        var writing = new Dictionary<string, Func<Task>>(StringComparer.Ordinal)
        {
            ["RecordReading"] = async () =>
                await new PlansService.PlansServiceClient(channel).RecordReadingAsync(
                    new RecordReadingRequest
                    {
                        PlanId = plan.Id.ToString(),
                        ObjectiveId = objective.Id().ToString(),
                        Value = "5",
                    }
                ),
            ["CompleteOnboardingMilestone"] = async () =>
                await new OnboardingService.OnboardingServiceClient(channel).CompleteOnboardingMilestoneAsync(
                    new CompleteOnboardingMilestoneRequest
                    {
                        OnboardingId = onboarding.ToString(),
                        MilestoneId = milestone.ToString(),
                    }
                ),
            ["RecordCompletions"] = async () =>
                await new EnablementService.EnablementServiceClient(channel).RecordCompletionsAsync(
                    new RecordCompletionsRequest { Source = "lms" }
                ),
        };
        string[] reading =
        [
            "GetPlan",
            "BatchGetPlans",
            "ListValueLedger",
            "ListAccountTactics",
            "GetOnboarding",
            "ListOnboardings",
            "ListReviews",
            "GetEnablement",
        ];

        var methods = new[]
        {
            PlansService.Descriptor,
            OnboardingService.Descriptor,
            ReviewsService.Descriptor,
            EnablementService.Descriptor,
        }
            .SelectMany(one => one.Methods)
            .Select(method => method.Name);
        methods.ShouldBe(writing.Keys.Concat(reading), ignoreOrder: true);
        foreach (var (name, call) in writing)
            (await Should.ThrowAsync<RpcException>(call)).StatusCode.ShouldBe(StatusCode.PermissionDenied, name);
    }

    private async Task<(Guid Onboarding, Guid Milestone)> OnboardingAsync()
    {
        var opened = await service.Ops.PostAsync(
            "/v1/onboardings",
            new { accountId = await service.AccountAsync("csm-1") }
        );
        return (opened.Id(), opened.List("milestones")[0].Id());
    }

    /// <summary>By route: the path of something that exists and is another's, and a body that is right.</summary>
    private async Task<Dictionary<string, (string Path, object? Body)>> BodiesAsync()
    {
        var plan = await service.PlanAsync();
        var objective = (await plan.AddSmartObjectiveAsync()).Id();
        var step = await plan.StepAsync("Kickoff", service.Today.AddDays(30));
        var claim = (
            await plan.Csm.PostAsync($"{plan.Path}/claims", new { text = "Faster", evidence = "Figures" })
        ).Id();
        var link = (await plan.Csm.PostAsync($"{plan.Path}/links", new { label = "Sandra" })).Id();
        var review = (
            await service.Ops.PostAsync(
                "/v1/reviews",
                new
                {
                    accountId = plan.Account,
                    type = "qbr",
                    dueOn = service.Today,
                }
            )
        ).Id();
        var (onboarding, milestone) = await OnboardingAsync();
        var checkIn = (await service.Ops.ReadAsync($"/v1/onboardings/{onboarding}")).List("checkIns")[0].Id();
        var library = (await service.Ops.ReadAsync("/v1/tactics?limit=1")).List("items")[0];
        var tactic = library.Id();
        var agreed = (
            await plan.Csm.PostAsync($"/v1/accounts/{plan.Account}/plan/tactics", new { tacticId = tactic })
        ).Id();
        var course = (
            await service.Ops.PostAsync(
                "/v1/courses",
                new
                {
                    code = "c-" + Guid.NewGuid().ToString("N")[..8],
                    title = "Basics",
                    kind = "course",
                }
            )
        ).Id();
        var template = (await service.Ops.ReadAsync("/v1/plan-templates")).EnumerateArray().First();
        var other = await service.AccountAsync("csm-1");
        var (day, p, a) = (service.Today.Iso(), $"/v1/plans/{plan.Id}", $"/v1/accounts/{plan.Account}/plan/tactics");
        var (o, r) = ($"/v1/onboardings/{onboarding}", $"/v1/reviews/{review}");
        var body = new { summary = "None" };
        return new Dictionary<string, (string, object?)>(StringComparer.Ordinal)
        {
            ["POST /v1/plans"] = ("/v1/plans", new { accountId = other }),
            ["PUT /v1/plans/{id:guid}"] = (p, new { summary = "Mine" }),
            ["POST /v1/plans/{id:guid}/closing"] = ($"{p}/closing", new { reason = "Over" }),
            ["POST /v1/plans/{id:guid}/agreement"] = ($"{p}/agreement", new { agreedByContactId = plan.Sponsor }),
            ["POST /v1/plans/{id:guid}/objectives"] = ($"{p}/objectives", plan.Smart()),
            ["PUT /v1/plans/{id:guid}/objectives/{objectiveId:guid}"] = ($"{p}/objectives/{objective}", plan.Smart()),
            ["DELETE /v1/plans/{id:guid}/objectives/{objectiveId:guid}"] = ($"{p}/objectives/{objective}", null),
            ["POST /v1/plans/{id:guid}/objectives/{objectiveId:guid}/readings"] = (
                $"{p}/objectives/{objective}/readings",
                new { value = 5 }
            ),
            ["PUT /v1/plans/{id:guid}/objectives/{objectiveId:guid}/roi-model"] = (
                $"{p}/objectives/{objective}/roi-model",
                new { from = "zero", activities = Array.Empty<object>() }
            ),
            ["PUT /v1/plans/{id:guid}/expectations"] = (
                $"{p}/expectations",
                new { expectations = Array.Empty<object>() }
            ),
            ["PUT /v1/plans/{id:guid}/meetings"] = ($"{p}/meetings", new { meetings = Array.Empty<object>() }),
            ["POST /v1/plans/{id:guid}/steps"] = (
                $"{p}/steps",
                new
                {
                    kind = "task",
                    name = "Mine",
                    side = "ours",
                    owner = "csm-1",
                    days = 1,
                    dueOn = day,
                }
            ),
            ["PUT /v1/plans/{id:guid}/steps/{stepId:guid}"] = (
                $"{p}/steps/{step}",
                new
                {
                    kind = "milestone",
                    name = "Mine",
                    side = "ours",
                    owner = "csm-1",
                    days = 1,
                    dueOn = day,
                }
            ),
            ["DELETE /v1/plans/{id:guid}/steps/{stepId:guid}"] = ($"{p}/steps/{step}", null),
            ["POST /v1/plans/{id:guid}/steps/{stepId:guid}/completion"] = ($"{p}/steps/{step}/completion", new { }),
            ["DELETE /v1/plans/{id:guid}/steps/{stepId:guid}/completion"] = ($"{p}/steps/{step}/completion", null),
            ["POST /v1/plans/{id:guid}/steps/{stepId:guid}/reschedule"] = (
                $"{p}/steps/{step}/reschedule",
                new { dueOn = day }
            ),
            ["POST /v1/plans/{id:guid}/claims"] = ($"{p}/claims", new { text = "Mine", evidence = "None" }),
            ["POST /v1/plans/{id:guid}/claims/{claimId:guid}/confirmation"] = (
                $"{p}/claims/{claim}/confirmation",
                new { contactId = plan.Sponsor }
            ),
            ["POST /v1/plans/{id:guid}/claims/{claimId:guid}/withdrawal"] = ($"{p}/claims/{claim}/withdrawal", null),
            ["POST /v1/plans/{id:guid}/links"] = ($"{p}/links", new { label = "Mine" }),
            ["DELETE /v1/plans/{id:guid}/links/{linkId:guid}"] = ($"{p}/links/{link}", null),
            ["POST /v1/plans/{id:guid}/comments"] = ($"{p}/comments", new { text = "Mine" }),
            ["POST /v1/plan-templates"] = ("/v1/plan-templates", new { name = "Mine", body }),
            ["PUT /v1/plan-templates/{id:guid}"] = ($"/v1/plan-templates/{template.Id()}", new { name = "Mine", body }),
            ["DELETE /v1/plan-templates/{id:guid}"] = ($"/v1/plan-templates/{template.Id()}", null),
            ["POST /v1/accounts/{accountId:guid}/plan/tactics"] = (a, new { tacticId = tactic }),
            ["POST /v1/accounts/{accountId:guid}/plan/tactics/{id:guid}/adoption"] = (
                $"{a}/{agreed}/adoption",
                new { adoption = 0.5 }
            ),
            ["POST /v1/accounts/{accountId:guid}/plan/tactics/{id:guid}/completion"] = (
                $"{a}/{agreed}/completion",
                new { result = "Done" }
            ),
            ["POST /v1/accounts/{accountId:guid}/plan/tactics/{id:guid}/stop"] = (
                $"{a}/{agreed}/stop",
                new { result = "Over" }
            ),
            ["POST /v1/tactics"] = (
                "/v1/tactics",
                new
                {
                    outcomeId = tactic,
                    name = "Mine",
                    description = "None",
                    steps = new[] { "One" },
                    days = 30,
                }
            ),
            ["POST /v1/tactics/outcomes"] = ("/v1/tactics/outcomes", new { customerType = "smb", name = "Mine" }),
            ["POST /v1/tactics/{id:guid}/case-studies"] = (
                $"/v1/tactics/{tactic}/case-studies",
                new
                {
                    title = "Mine",
                    text = "None",
                    result = "None",
                }
            ),
            ["POST /v1/onboardings"] = ("/v1/onboardings", new { accountId = other }),
            ["POST /v1/onboardings/{id:guid}/cancellation"] = ($"{o}/cancellation", new { reason = "Over" }),
            ["PATCH /v1/onboardings/{id:guid}/milestones/{milestoneId:guid}"] = (
                $"{o}/milestones/{milestone}",
                new { owner = "mine" }
            ),
            ["POST /v1/onboardings/{id:guid}/milestones/{milestoneId:guid}/completion"] = (
                $"{o}/milestones/{milestone}/completion",
                new { }
            ),
            ["POST /v1/onboardings/{id:guid}/milestones/{milestoneId:guid}/omission"] = (
                $"{o}/milestones/{milestone}/omission",
                new { reason = "None" }
            ),
            ["POST /v1/onboardings/{id:guid}/check-ins/{checkInId:guid}/record"] = (
                $"{o}/check-ins/{checkIn}/record",
                new { status = "green", summary = "Fine" }
            ),
            ["PUT /v1/onboardings/templates/{segment}"] = (
                "/v1/onboardings/templates/smb",
                new
                {
                    stages = new[]
                    {
                        new
                        {
                            name = "One",
                            milestones = new[]
                            {
                                new
                                {
                                    key = "one",
                                    name = "One",
                                    side = "ours",
                                    dueInBusinessDays = 1,
                                },
                            },
                        },
                    },
                }
            ),
            ["PUT /v1/onboardings/first-value/{product}"] = (
                "/v1/onboardings/first-value/suite",
                new { actions = new[] { "one", "two" } }
            ),
            ["POST /v1/reviews"] = (
                "/v1/reviews",
                new
                {
                    accountId = other,
                    type = "qbr",
                    dueOn = day,
                }
            ),
            ["POST /v1/reviews/{id:guid}/schedule"] = (
                $"{r}/schedule",
                new { at = service.Clock.GetUtcNow().AddDays(3) }
            ),
            ["POST /v1/reviews/{id:guid}/cancellation"] = ($"{r}/cancellation", new { reason = "Over" }),
            ["POST /v1/reviews/{id:guid}/holding"] = ($"{r}/holding", new { summary = "Mine" }),
            ["POST /v1/reviews/{id:guid}/materials"] = (
                $"{r}/materials",
                new { contactId = plan.Sponsor, title = "Slides" }
            ),
            ["POST /v1/reviews/{id:guid}/packs"] = ($"{r}/packs", new { }),
            ["POST /v1/courses"] = (
                "/v1/courses",
                new
                {
                    code = "mine",
                    title = "Mine",
                    kind = "course",
                }
            ),
            ["PATCH /v1/courses/{id:guid}"] = ($"/v1/courses/{course}", new { title = "Mine" }),
            ["POST /v1/courses/{id:guid}/completions"] = (
                $"/v1/courses/{course}/completions",
                new { contactId = plan.Sponsor }
            ),
            ["POST /v1/courses/completions/import"] = (
                "/v1/courses/completions/import",
                new { source = "lms", rows = Array.Empty<object>() }
            ),
            ["POST /shared/plans/{token}/comments"] = ("/shared/plans/x/comments", null),
            ["POST /shared/plans/{token}/steps/{stepId:guid}/completion"] = (
                $"/shared/plans/x/steps/{step}/completion",
                null
            ),
            ["POST /shared/plans/{token}/claims/{claimId:guid}/confirmation"] = (
                $"/shared/plans/x/claims/{claim}/confirmation",
                null
            ),
        };
    }
}
