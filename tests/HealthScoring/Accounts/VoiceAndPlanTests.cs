using System.Net.Http.Json;
using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Feedback;
using Platform.Contracts.SuccessPlans;
using Platform.TestKit;

namespace Platform.HealthScoring.Tests.Accounts;

[Collection(OnServers.Name)]
public sealed class VoiceAndPlanTests(HealthScoringUnderTest service)
{
    private DateTimeOffset Now => service.Clock.GetUtcNow();

    private DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    [Fact]
    public async Task A_detractors_answer_moves_the_score_and_names_its_playbook()
    {
        var account = await HealthyAccountAsync();
        var before = await ScoreAsync(account);

        await service.PublishAsync(Answer(account, Guid.CreateVersion7(), score: 2));
        var after = await ChangedAsync(account, before);

        Raw(after, "nps").ShouldBe(-100);
        after.GetProperty("score").GetDecimal().ShouldBeLessThan(before.GetProperty("score").GetDecimal());
        after
            .GetProperty("drivers")
            .EnumerateArray()
            .ShouldContain(d =>
                d.GetProperty("cause").GetString() == "nps" && d.GetProperty("playbook").GetString() == "close-the-loop"
            );
        after
            .GetProperty("change")
            .GetProperty("causes")
            .EnumerateArray()
            .ShouldContain(c => c.GetProperty("cause").GetString() == "nps");
    }

    [Fact]
    public async Task A_correction_stands_against_its_original_that_comes_later()
    {
        var account = await HealthyAccountAsync();
        var answer = Guid.CreateVersion7();
        await KeptAsync(Answer(account, answer, score: 10) with { Corrected = true, OccurredAt = Now });
        await KeptAsync(Answer(account, answer, score: 1) with { OccurredAt = Now.AddMinutes(-5) });

        Raw(await ScoreAsync(account), "nps").ShouldBe(100);
    }

    [Fact]
    public async Task Csat_of_other_scales_keeps_its_top_two()
    {
        var account = await HealthyAccountAsync();
        foreach (var score in new[] { 7, 6, 5, 1 })
            await KeptAsync(
                Answer(account, Guid.CreateVersion7(), score) with
                {
                    Type = "csat",
                    ScaleTo = 7,
                    Class = null,
                }
            );

        Raw(await ScoreAsync(account), "csat").ShouldBe(50);
    }

    [Fact]
    public async Task Loops_past_due_count_until_they_close_in_whichever_order_one_hears_of_it()
    {
        var account = await HealthyAccountAsync();
        var (waiting, done) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await KeptAsync(new LoopClosed(account, done, 50, null) { OccurredAt = Now });
        await KeptAsync(
            new LoopOverdue(account, done, "thank", null, Now.AddDays(-1)) { OccurredAt = Now.AddHours(-1) }
        );
        await KeptAsync(new LoopOverdue(account, waiting, "act", null, Now) { OccurredAt = Now });

        Raw(await ScoreAsync(account), "loops_overdue").ShouldBe(1);
    }

    [Fact]
    public async Task A_plan_a_review_and_onboarding_are_measured_from_their_events()
    {
        var account = await HealthyAccountAsync();
        await KeptAsync(new PlanProgressed(account, Guid.CreateVersion7(), 0.25m, 3, 7) { OccurredAt = Now });
        await KeptAsync(
            new ReviewHeld(account, Guid.CreateVersion7(), "qbr", Today.AddDays(-100), Counts: true)
            {
                OccurredAt = Now,
            }
        );
        await KeptAsync(
            new ReviewHeld(account, Guid.CreateVersion7(), "qbr", Today.AddDays(-10), Counts: false)
            {
                OccurredAt = Now,
            }
        );
        await KeptAsync(new OpenRequestsChanged(account, 5, 2) { OccurredAt = Now });
        await KeptAsync(
            new OnboardingStalled(
                account,
                Guid.CreateVersion7(),
                "go-live",
                "no_progress",
                "manager",
                Today.AddDays(-8)
            )
            {
                OccurredAt = Now,
            }
        );

        var score = await ScoreAsync(account);
        (
            Raw(score, "plan_progress"),
            Raw(score, "milestones_overdue"),
            Raw(score, "days_since_review"),
            Raw(score, "requests_unanswered"),
            Raw(score, "onboarding_stalled")
        ).ShouldBe((25m, 3m, 100m, 2m, 2m));

        await KeptAsync(
            new MilestoneCompleted(account, Guid.CreateVersion7(), "SSO enabled", null, Today, ByTelemetry: true)
            {
                OccurredAt = Now.AddMinutes(1),
            }
        );
        await KeptAsync(
            new PlanProgressed(account, Guid.CreateVersion7(), null, 0, 4) { OccurredAt = Now.AddMinutes(1) }
        );

        score = await ScoreAsync(account);
        (Raw(score, "plan_progress"), Raw(score, "milestones_overdue"), Raw(score, "onboarding_stalled")).ShouldBe(
            (null, 0m, null)
        );
    }

    private async Task<Guid> HealthyAccountAsync()
    {
        var account = await service.AddAccountAsync("mid_market", Today.AddDays(-400));
        await service.Ops.PutAsJsonAsync("/v1/features/dashboards", new { core = true, premium = false });
        var events = Enumerable
            .Range(0, 60)
            .SelectMany(day =>
                Enumerable
                    .Range(0, 3)
                    .Select(user => service.Event(account, $"u-{user}", at: Now.AddDays(-day).AddMinutes(-1)))
            )
            .ToArray();
        await service.SendAsync(service.Ops, events);
        await service.StoredAsync(account, events.Length);
        await service.ScoredAsync();
        return account;
    }

    private SurveyAnswered Answer(Guid account, Guid answer, int score) =>
        new(
            account,
            answer,
            Guid.CreateVersion7(),
            null,
            Guid.CreateVersion7(),
            "nps",
            score,
            10,
            score > 8 ? "promoter" : "detractor",
            Now,
            false
        )
        {
            OccurredAt = Now,
        };

    private async Task KeptAsync(DomainEvent message)
    {
        await service.PublishAsync(message);
        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select exists (select from messaging.inbox_message where message_id = @EventId)",
                    new { message.EventId }
                )!,
            "the event was taken"
        );
        await service.ScoredAsync();
    }

    private Task<JsonElement> ScoreAsync(Guid account) =>
        service.Ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/score");

    private Task<JsonElement> ChangedAsync(Guid account, JsonElement before) =>
        Eventually.GetAsync(
            () => ScoreAsync(account),
            s => s.GetProperty("version").GetInt32() > before.GetProperty("version").GetInt32(),
            "the score changed"
        );

    private static decimal? Raw(JsonElement score, string measure)
    {
        var contribution = score
            .GetProperty("contributions")
            .EnumerateArray()
            .Single(c => c.GetProperty("measure").GetString() == measure);
        return contribution.TryGetProperty("raw", out var raw) && raw.ValueKind == JsonValueKind.Number
            ? raw.GetDecimal()
            : null;
    }
}
