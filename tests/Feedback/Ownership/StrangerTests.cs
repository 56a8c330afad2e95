using System.Net.Http.Json;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Feedback.V1;
using Platform.ServiceKit.Auth;

namespace Platform.Feedback.Tests.Ownership;

/// <summary>A CSM who owns nothing tries everything that writes. A new route or method has to be listed here.</summary>
public sealed class StrangerTests(FeedbackUnderTest feedback)
{
    private readonly HttpClient _ops = feedback.ClientFor("ops", "olga");
    private readonly HttpClient _stranger = feedback.ClientFor(Roles.Csm, "nobodys-csm");

    // It only counts; nothing is kept.
    private static readonly string[] Reading = ["POST /v1/waves/previews"];

    [Fact]
    public async Task A_csm_who_owns_nothing_writes_through_no_route()
    {
        var bodies = await BodiesAsync();
        var routes = feedback
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
            .Except(Reading)
            .Order(StringComparer.Ordinal)
            .ToList();

        // Every writing route is tried, no other is listed.
        routes.ShouldBe(bodies.Keys.Order(StringComparer.Ordinal));
        var allowed = new List<string>();
        foreach (var (route, (path, body)) in bodies)
        {
            using var request = new HttpRequestMessage(new HttpMethod(route.Split(' ')[0]), path);
            request.Headers.TryAddWithoutValidation("If-Match", "*");
            request.Content = body switch
            {
                null => null,
                string csv => new StringContent(csv, System.Text.Encoding.UTF8, "text/csv"),
                _ => JsonContent.Create(body, options: Contracts.ContractJson.Options),
            };
            var answer = await _stranger.SendAsync(request);
            if ((int)answer.StatusCode != 403)
                allowed.Add($"{route}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        allowed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_csm_who_owns_nothing_writes_through_no_grpc_method()
    {
        var (survey, account) = (await _ops.SurveyAsync(), await feedback.AccountAsync("carla"));
        var client = new V1.FeedbackService.FeedbackServiceClient(feedback.ChannelFor(Roles.Csm, "nobodys-csm"));
        var writing = new Dictionary<string, Func<Task>>(StringComparer.Ordinal)
        {
            ["SubmitAnswer"] = async () =>
                await client.SubmitAnswerAsync(
                    new SubmitAnswerRequest
                    {
                        SurveyId = survey.ToString(),
                        AccountId = account.ToString(),
                        Score = 1,
                    }
                ),
            ["CreateRequest"] = async () =>
                await client.CreateRequestAsync(
                    new CreateRequestRequest { AccountId = account.ToString(), Title = "Mine" }
                ),
        };

        V1.FeedbackService.Descriptor.Methods.Select(method => method.Name)
            .ShouldBe(writing.Keys.Concat(["ListAnswers", "GetFigures"]), ignoreOrder: true);
        foreach (var (name, call) in writing)
            (await Should.ThrowAsync<RpcException>(call)).StatusCode.ShouldBe(StatusCode.PermissionDenied, name);
    }

    /// <summary>By route: the path of something that exists and is another's, and a body that is right.</summary>
    private async Task<Dictionary<string, (string Path, object? Body)>> BodiesAsync()
    {
        var (survey, account) = (await _ops.SurveyAsync(), await feedback.AccountAsync("carla"));
        var contact = await feedback.ContactAsync(account, "Pat Stranger");
        var answer = (await _ops.AnswerAsync(survey, account, 1, "Bad", contact)).Id();
        var loop = (await _ops.OnlyAsync($"/v1/loops?accountId={account}")).Id();
        var request = (
            await _ops.PostAsync(
                "/v1/requests",
                new
                {
                    accountId = account,
                    title = "One " + Guid.NewGuid().ToString("N"),
                    onBoard = false,
                }
            )
        ).GetProperty("request").Id();
        var second = (
            await _ops.PostAsync(
                "/v1/requests",
                new
                {
                    accountId = account,
                    title = "Two " + Guid.NewGuid().ToString("N"),
                    onBoard = false,
                }
            )
        ).GetProperty("request").Id();
        await _ops.PostAsync($"/v1/accounts/{account}/feedback/board-links", new { });
        var link = await feedback.Database.ScalarAsync<Guid>(
            "select id from board_link where account_id = @account",
            new { account }
        );
        var advocate = (
            await _ops.PostAsync(
                "/v1/advocates",
                new
                {
                    accountId = account,
                    contactId = contact,
                    evidence = "Asked",
                }
            )
        ).Id();
        await _ops.PutAsync($"/v1/advocates/{advocate}/status", new { status = "active" });
        var reference = (
            await _ops.PostAsync($"/v1/advocates/{advocate}/references", new { kind = "call", askedFor = "A prospect" })
        ).Id();
        var board = (
            await _ops.PostAsync(
                "/v1/boards",
                new
                {
                    name = "Board " + Guid.NewGuid().ToString("N")[..8],
                    kind = "user_group",
                    purpose = "Advice",
                }
            )
        ).Id();
        var member = (
            await _ops.PostAsync($"/v1/boards/{board}/members", new { accountId = account, contactId = contact })
        )
            .List("members")[0]
            .Id();
        var session = (
            await _ops.PostAsync($"/v1/boards/{board}/sessions", new { heldOn = feedback.Today, topic = "Roadmap" })
        ).Id();
        var homework = (
            await _ops.PostAsync(
                $"/v1/boards/{board}/sessions/{session}/homework",
                new
                {
                    memberId = member,
                    text = "Read",
                    dueOn = feedback.Today,
                }
            )
        ).List("homework")[0].Id();
        var interview = (
            await _ops.PostAsync(
                "/v1/interviews",
                new
                {
                    kind = "churn",
                    outcome = "churned",
                    conducted = "us",
                    anonymous = false,
                    accountId = account,
                    heldOn = feedback.Today,
                    summary = "Why",
                    themes = Array.Empty<object>(),
                }
            )
        ).Id();
        var wave = (
            await _ops.PostAsync(
                "/v1/waves",
                new
                {
                    surveyId = survey,
                    name = "Later",
                    audience = new { accountIds = new[] { account } },
                    startsAt = feedback.Clock.GetUtcNow().AddDays(5),
                }
            )
        ).Id();
        var (a, q, b) = (
            $"/v1/accounts/{account}/feedback/board-links",
            $"/v1/requests/{request}",
            $"/v1/boards/{board}"
        );
        return new Dictionary<string, (string, object?)>(StringComparer.Ordinal)
        {
            ["POST /v1/surveys"] = (
                "/v1/surveys",
                new
                {
                    name = "Mine",
                    type = "nps",
                    question = "Well?",
                }
            ),
            ["POST /v1/surveys/{id:guid}/retirement"] = ($"/v1/surveys/{survey}/retirement", new { }),
            ["PUT /v1/surveys/triggers/onboarding_completed"] = (
                "/v1/surveys/triggers/onboarding_completed",
                new
                {
                    surveyId = survey,
                    roles = new[] { "champion" },
                    channel = "email",
                    answerDays = 14,
                }
            ),
            ["POST /v1/surveys/{surveyId:guid}/answers"] = (
                $"/v1/surveys/{survey}/answers",
                new { accountId = account, score = 5 }
            ),
            ["PUT /v1/surveys/{surveyId:guid}/answers/{id:guid}"] = (
                $"/v1/surveys/{survey}/answers/{answer}",
                new { score = 5 }
            ),
            ["POST /v1/surveys/{id:guid}/imports"] = ($"/v1/surveys/{survey}/imports?score=score", "score\n9\n"),
            ["POST /v1/waves"] = (
                "/v1/waves",
                new
                {
                    surveyId = survey,
                    name = "Mine",
                    audience = new { accountIds = new[] { account } },
                }
            ),
            ["POST /v1/waves/{id:guid}/cancellation"] = ($"/v1/waves/{wave}/cancellation", new { }),
            ["POST /v1/waves/{id:guid}/deliveries"] = (
                $"/v1/waves/{wave}/deliveries",
                new { ids = new[] { Guid.NewGuid() } }
            ),
            ["POST /v1/waves/in-app-questions"] = ($"/v1/waves/in-app-questions?accountId={account}&user=u-1", null),
            ["POST /v1/loops/{id:guid}/steps/{step}/completion"] = (
                $"/v1/loops/{loop}/steps/thank/completion",
                new { note = "Done" }
            ),
            ["PUT /v1/loops/{id:guid}/owner"] = ($"/v1/loops/{loop}/owner", new { owner = "nobodys-csm" }),
            ["POST /v1/notices/confirmations"] = ("/v1/notices/confirmations", new { ids = new[] { Guid.NewGuid() } }),
            ["POST /v1/requests"] = (
                "/v1/requests",
                new
                {
                    accountId = account,
                    title = "Mine too",
                    onBoard = false,
                }
            ),
            ["POST /v1/requests/{id:guid}/votes"] = ($"{q}/votes", new { accountId = account }),
            ["PUT /v1/requests/{id:guid}/status"] = ($"{q}/status", new { status = "planned" }),
            ["PUT /v1/requests/{id:guid}/visibility"] = ($"{q}/visibility", new { onBoard = true }),
            ["POST /v1/requests/{id:guid}/merges"] = ($"{q}/merges", new { duplicateId = second }),
            ["DELETE /v1/requests/{id:guid}/merges/{duplicateId:guid}"] = ($"{q}/merges/{second}", null),
            ["POST /v1/requests/{id:guid}/splits"] = (
                $"{q}/splits",
                new { title = "Mine", voteIds = new[] { Guid.NewGuid() } }
            ),
            ["POST /v1/accounts/{accountId:guid}/feedback/board-links"] = (a, new { }),
            ["DELETE /v1/accounts/{accountId:guid}/feedback/board-links/{id:guid}"] = ($"{a}/{link}", null),
            ["POST /v1/advocates"] = (
                "/v1/advocates",
                new
                {
                    accountId = account,
                    contactId = contact,
                    evidence = "Mine",
                }
            ),
            ["PUT /v1/advocates/{id:guid}/status"] = ($"/v1/advocates/{advocate}/status", new { status = "declined" }),
            ["POST /v1/advocates/{id:guid}/references"] = (
                $"/v1/advocates/{advocate}/references",
                new { kind = "call", askedFor = "Mine" }
            ),
            ["PUT /v1/advocates/references/{referenceId:guid}/status"] = (
                $"/v1/advocates/references/{reference}/status",
                new { status = "done" }
            ),
            ["POST /v1/boards"] = (
                "/v1/boards",
                new
                {
                    name = "Mine",
                    kind = "user_group",
                    purpose = "Advice",
                }
            ),
            ["POST /v1/boards/{id:guid}/members"] = ($"{b}/members", new { accountId = account, contactId = contact }),
            ["DELETE /v1/boards/{id:guid}/members/{memberId:guid}"] = ($"{b}/members/{member}", null),
            ["POST /v1/boards/{id:guid}/sessions"] = ($"{b}/sessions", new { heldOn = feedback.Today, topic = "Mine" }),
            ["PUT /v1/boards/{id:guid}/sessions/{sessionId:guid}/attendance"] = (
                $"{b}/sessions/{session}/attendance",
                new { attended = new Dictionary<Guid, bool> { [member] = true } }
            ),
            ["POST /v1/boards/{id:guid}/sessions/{sessionId:guid}/homework"] = (
                $"{b}/sessions/{session}/homework",
                new
                {
                    memberId = member,
                    text = "Mine",
                    dueOn = feedback.Today,
                }
            ),
            ["POST /v1/boards/{id:guid}/homework/{homeworkId:guid}/completion"] = (
                $"{b}/homework/{homework}/completion",
                new { result = "Mine" }
            ),
            ["POST /v1/interviews"] = (
                "/v1/interviews",
                new
                {
                    kind = "churn",
                    outcome = "churned",
                    conducted = "us",
                    anonymous = false,
                    accountId = account,
                    heldOn = feedback.Today,
                    summary = "Mine",
                    themes = Array.Empty<object>(),
                }
            ),
            ["PUT /v1/interviews/{id:guid}/themes"] = (
                $"/v1/interviews/{interview}/themes",
                new { themes = Array.Empty<object>() }
            ),
            ["PUT /v1/interviews/themes/{code}"] = ("/v1/interviews/themes/mine", new { description = "Mine" }),
            ["DELETE /v1/interviews/themes/{code}"] = ("/v1/interviews/themes/price", null),
            ["POST /answer/{token}"] = ("/answer/x", null),
            ["POST /v1/answers/{token}"] = ("/v1/answers/x", new { score = 1 }),
            ["POST /board/{token}/votes"] = ("/board/x/votes", null),
            ["POST /board/{token}/requests"] = ("/board/x/requests", null),
        };
    }
}
