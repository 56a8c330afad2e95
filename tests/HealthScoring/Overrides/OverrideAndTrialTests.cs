using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.HealthScoring.Scores;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.HealthScoring.Tests.Overrides;

[Collection(OnServers.Name)]
public sealed class OverrideAndTrialTests(HealthScoringUnderTest service)
{
    private DateOnly Today => DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task An_override_stands_in_the_scores_place_with_its_reason_until_it_is_ended()
    {
        var account = await UsedAccountAsync("mid_market");
        var before = await ScoreAsync(account);

        var put = await service.Ops.PostAsJsonAsync(
            $"/v1/accounts/{account}/score/override",
            new
            {
                score = 12.5,
                reason = "They told us on the phone",
                until = Today.AddDays(7),
            }
        );
        put.StatusCode.ShouldBe(HttpStatusCode.Created, await put.Content.ReadAsStringAsync());
        var during = await ChangedAsync(account, before);

        during.GetProperty("score").GetDecimal().ShouldBe(12.5m);
        during.GetProperty("band").GetString().ShouldBe("red");
        (
            during.GetProperty("contributions").EnumerateArray().Sum(c => c.GetProperty("points").GetDecimal())
            + during.GetProperty("capAdjustment").GetDecimal()
            + during.GetProperty("overrideAdjustment").GetDecimal()
        ).ShouldBe(12.5m);
        during
            .GetProperty("change")
            .GetProperty("causes")
            .EnumerateArray()
            .Single()
            .GetProperty("cause")
            .GetString()
            .ShouldBe("override");
        during
            .GetProperty("change")
            .GetProperty("amount")
            .GetDecimal()
            .ShouldBe(12.5m - before.GetProperty("score").GetDecimal());
        (
            await service.Ops.GetFromJsonAsync<CheckScoreResponse>($"/v1/accounts/{account}/score/check")
        )!.Differing.ShouldBeEmpty();

        (await service.Ops.DeleteAsync($"/v1/accounts/{account}/score/override")).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        var after = await ChangedAsync(account, during);
        after.GetProperty("score").GetDecimal().ShouldBe(before.GetProperty("score").GetDecimal());
        var listed = (
            await service.Ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/score/override")
        ).GetProperty("items")[0];
        listed.GetProperty("reason").GetString().ShouldBe("They told us on the phone");
    }

    [Fact]
    public async Task An_override_needs_an_end_a_reason_and_the_right_role()
    {
        var account = await UsedAccountAsync("mid_market");
        async Task<HttpStatusCode> PutAsync(HttpClient client, object body) =>
            (await client.PostAsJsonAsync($"/v1/accounts/{account}/score/override", body)).StatusCode;

        (
            await PutAsync(
                service.Ops,
                new
                {
                    score = 50,
                    reason = "because",
                    until = Today.AddDays(-1),
                }
            )
        ).ShouldBe(HttpStatusCode.BadRequest);
        (
            await PutAsync(
                service.Ops,
                new
                {
                    score = 50,
                    reason = "",
                    until = Today,
                }
            )
        ).ShouldBe(HttpStatusCode.BadRequest);
        (
            await PutAsync(
                service.Ops,
                new
                {
                    score = 101,
                    reason = "because",
                    until = Today,
                }
            )
        ).ShouldBe(HttpStatusCode.BadRequest);
        (
            await PutAsync(
                service.ClientFor(Roles.Csm),
                new
                {
                    score = 50,
                    reason = "because",
                    until = Today,
                }
            )
        ).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_scorecard_on_trial_scores_beside_the_active_one_and_keeps_its_own_history()
    {
        var account = await UsedAccountAsync("enterprise");
        var active = await ScoreAsync(account);
        var rules = new
        {
            groups = new[]
            {
                new
                {
                    name = "users",
                    measures = new[]
                    {
                        new
                        {
                            measure = "mau",
                            weight = 1,
                            curve = new[] { new[] { 0, 0 }, new[] { 10, 100 } },
                        },
                    },
                },
            },
            caps = Array.Empty<object>(),
            bands = new { redUpTo = 50, yellowUpTo = 75 },
        };
        var draft = await (
            await service.Ops.PostAsJsonAsync(
                "/v1/scorecards",
                new
                {
                    segment = "enterprise",
                    name = "Users alone",
                    rules,
                }
            )
        ).Content.ReadFromJsonAsync<JsonElement>();
        var id = draft.GetProperty("id").GetGuid();
        (await service.Ops.GetAsync($"/v1/accounts/{account}/score/challenger")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );

        (await service.Ops.PostAsync($"/v1/scorecards/{id}/trial", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var first = await ChallengerAsync(account, c => c.GetProperty("score").GetDecimal() == 30);
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        await service.SendAsync(
            service.Ops,
            [.. Enumerable.Range(0, 6).Select(i => service.Event(account, $"new-{i}"))]
        );
        var second = await ChallengerAsync(account, c => c.GetProperty("score").GetDecimal() == 90);

        first.GetProperty("activeScore").GetDecimal().ShouldBe(active.GetProperty("score").GetDecimal());
        second.GetProperty("band").GetString().ShouldBe("green");
        second
            .GetProperty("history")
            .EnumerateArray()
            .Select(h => h.GetProperty("score").GetDecimal())
            .ShouldBe([90m, 30m]);
        (await ScoreAsync(account))
            .GetProperty("scorecard")
            .GetProperty("id")
            .GetGuid()
            .ShouldBe(active.GetProperty("scorecard").GetProperty("id").GetGuid());
        (await service.Ops.DeleteAsync($"/v1/scorecards/{id}/trial")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StatusAsync(id)).ShouldBe("draft");
        (await service.Ops.GetAsync($"/v1/accounts/{account}/score/challenger")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task A_trial_that_ended_is_a_draft_again_and_can_be_tried_and_activated()
    {
        async Task<Guid> DraftAsync() =>
            (
                await (
                    await service.Ops.PostAsJsonAsync("/v1/scorecards", Draft("enterprise", "mau"))
                ).Content.ReadFromJsonAsync<JsonElement>()
            )
                .GetProperty("id")
                .GetGuid();
        Task<HttpResponseMessage> TryAsync(Guid id) => service.Ops.PostAsync($"/v1/scorecards/{id}/trial", null);
        var (first, second) = (await DraftAsync(), await DraftAsync());

        (await TryAsync(first)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await TryAsync(second)).StatusCode.ShouldBe(HttpStatusCode.OK);
        ((await StatusAsync(first)), (await StatusAsync(second))).ShouldBe(("draft", "trial"));
        (await service.Ops.DeleteAsync($"/v1/scorecards/{second}/trial")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await TryAsync(first)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Ops.DeleteAsync($"/v1/scorecards/{first}/trial")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        ((await StatusAsync(first)), (await StatusAsync(second))).ShouldBe(("draft", "draft"));
    }

    [Fact]
    public async Task A_draft_names_what_is_misspelt_and_what_was_perhaps_meant()
    {
        var segment = await service.Ops.PostAsJsonAsync("/v1/scorecards", Draft("mid-market", "mau"));
        segment.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await segment.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("errors")
            .GetProperty("segment")[0]
            .GetString()
            .ShouldBe("'mid-market' is no segment here; did you mean mid_market?");

        var measure = await service.Ops.PostAsJsonAsync("/v1/scorecards", Draft("smb", "stickyness"));
        measure.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await measure.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("errors")
            .GetProperty("rules.groups[0].measures[0].measure")[0]
            .GetString()!
            .ShouldMatch("^'stickyness' is not known here; did you mean .*stickiness or stickiness_weekdays");
    }

    private static object Draft(string segment, string measure) =>
        new
        {
            segment,
            name = "A draft",
            rules = new
            {
                groups = new[]
                {
                    new
                    {
                        name = "users",
                        measures = new[]
                        {
                            new
                            {
                                measure,
                                weight = 1,
                                curve = new[] { new[] { 0, 0 }, new[] { 10, 100 } },
                            },
                        },
                    },
                },
                caps = Array.Empty<object>(),
                bands = new { redUpTo = 50, yellowUpTo = 75 },
            },
        };

    private async Task<string?> StatusAsync(Guid scorecard) =>
        (await service.Ops.GetFromJsonAsync<JsonElement>($"/v1/scorecards/{scorecard}"))
            .GetProperty("status")
            .GetString();

    private async Task<Guid> UsedAccountAsync(string segment)
    {
        var account = await service.AddAccountAsync(segment, Today.AddDays(-400));
        await service.Ops.PutAsJsonAsync("/v1/features/dashboards", new { core = true, premium = false });
        var events = Enumerable
            .Range(0, 60)
            .SelectMany(day =>
                Enumerable
                    .Range(0, 3)
                    .Select(user =>
                        service.Event(account, $"u-{user}", at: service.Clock.GetUtcNow().AddDays(-day).AddMinutes(-1))
                    )
            )
            .ToArray();
        await service.SendAsync(service.Ops, events);
        await service.StoredAsync(account, events.Length);
        await service.ScoredAsync();
        return account;
    }

    private Task<JsonElement> ScoreAsync(Guid account) =>
        service.Ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/score");

    private Task<JsonElement> ChangedAsync(Guid account, JsonElement before) =>
        Eventually.GetAsync(
            () => ScoreAsync(account),
            s => s.GetProperty("version").GetInt32() > before.GetProperty("version").GetInt32(),
            "the score changed"
        );

    private Task<JsonElement> ChallengerAsync(Guid account, Func<JsonElement, bool> holds) =>
        Eventually.GetAsync(
            async () =>
            {
                var answer = await service.Ops.GetAsync($"/v1/accounts/{account}/score/challenger");
                return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>() : default;
            },
            c => c.ValueKind == JsonValueKind.Object && holds(c),
            "the challenger's score"
        );
}
