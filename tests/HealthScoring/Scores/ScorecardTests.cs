using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.HealthScoring.Tests.Scores;

[Collection(OnServers.Name)]
public sealed class ScorecardTests(HealthScoringUnderTest service)
{
    [Fact]
    public async Task A_draft_is_activated_once_and_its_segment_rescored_with_it()
    {
        var segment = "smb";
        var account = await service.AddAccountAsync(segment);
        var rules = new
        {
            groups = new[]
            {
                new
                {
                    name = "all",
                    measures = new[]
                    {
                        new
                        {
                            measure = "days_since_last_activity",
                            weight = 1,
                            curve = new[] { new[] { 0, 42 }, new[] { 1000, 42 } },
                        },
                    },
                },
            },
            caps = Array.Empty<object>(),
            bands = new { redUpTo = 40, yellowUpTo = 90 },
        };
        await service.SendAsync(service.Ops, service.Event(account));
        await service.StoredAsync(account, 1);

        var drafted = await service.Ops.PostAsJsonAsync(
            "/v1/scorecards",
            new
            {
                segment,
                name = "Only silence counts",
                rules,
            }
        );
        drafted.StatusCode.ShouldBe(HttpStatusCode.Created, await drafted.Content.ReadAsStringAsync());
        var draft = await drafted.Content.ReadFromJsonAsync<JsonElement>();
        (await ActivateAsync(draft, "\"1\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ActivateAsync(draft, "*")).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var score = await Eventually.GetAsync(
            () => service.Ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/score"),
            s =>
                s.GetProperty("scorecard").GetProperty("version").GetInt32() == draft.GetProperty("version").GetInt32(),
            "the account has the new scorecard"
        );
        score.GetProperty("score").GetDecimal().ShouldBe(42);
        score.GetProperty("band").GetString().ShouldBe("yellow");
        var active = await service.Ops.GetFromJsonAsync<JsonElement>($"/v1/scorecards?segment={segment}&status=active");
        active.GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_faulty_draft_is_refused_with_every_fault()
    {
        var answer = await service.Ops.PostAsJsonAsync(
            "/v1/scorecards",
            new
            {
                segment = "smb",
                name = "Wrong",
                rules = new
                {
                    groups = new[]
                    {
                        new
                        {
                            name = "",
                            measures = new[]
                            {
                                new
                                {
                                    measure = "dau",
                                    weight = 0,
                                    curve = new[] { new[] { 0, 0 } },
                                },
                            },
                        },
                    },
                    caps = Array.Empty<object>(),
                    bands = new { redUpTo = 50, yellowUpTo = 75 },
                },
            }
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors
            .EnumerateObject()
            .Select(e => e.Name)
            .ShouldBe(
                ["rules.groups[0].name", "rules.groups[0].measures[0].weight", "rules.groups[0].measures[0].curve"],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task A_csm_cannot_change_scorecards() =>
        (await service.ClientFor(Roles.Csm).PostAsJsonAsync("/v1/scorecards", new { })).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );

    private async Task<HttpResponseMessage> ActivateAsync(JsonElement draft, string ifMatch)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"/v1/scorecards/{draft.GetProperty("id").GetGuid()}/activate"
        );
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await service.Ops.SendAsync(request);
    }
}
