using System.Net.Http.Json;
using System.Text.Json;
using Platform.TestKit;

namespace Platform.HealthScoring.Tests.Outcomes;

[Collection(OnServers.Name)]
public sealed class ValidationTests(HealthScoringUnderTest service)
{
    private const int Horizon = 90;

    [Fact]
    public async Task A_draft_shows_what_it_would_have_said_before_past_outcomes()
    {
        // Whoever was lost had gone quiet five months before; whoever stayed used the product throughout.
        var random = new Random(1);
        var book = new PastBook(service, "validated");
        for (var i = 0; i < 40; i++)
        {
            var lost = i % 2 == 0;
            book.Add(lost ? "churned" : "renewed_flat", book.Today.AddDays(-random.Next(5, 200)), before =>
                lost && before < 150 ? 0 : random.Next(4, 9)
            );
        }
        await book.StoreAsync();

        var figures = await FiguresOfDraftAsync("validated");

        figures.GetProperty("outcomes").GetInt32().ShouldBe(40);
        figures.GetProperty("losses").GetInt32().ShouldBe(20);
        figures.GetProperty("insufficientData").GetInt32().ShouldBe(0);
        (
            figures.GetProperty("recallOfRed").GetProperty("count").GetInt32(),
            figures.GetProperty("recallOfRed").GetProperty("of").GetInt32()
        ).ShouldBe((20, 20));
        figures.GetProperty("precisionOfRed").GetProperty("value").GetDouble().ShouldBe(1);
        figures.GetProperty("precisionOfRed").GetProperty("low").GetDouble().ShouldBeLessThan(0.9);
        figures.GetProperty("auc").GetProperty("value").GetDouble().ShouldBe(1);
        figures.GetProperty("leadTime").GetProperty("median").GetDouble().ShouldBeGreaterThanOrEqualTo(Horizon);
        var red = figures
            .GetProperty("calibration")
            .EnumerateArray()
            .Single(b => b.GetProperty("band").GetString() == "red");
        red.GetProperty("losses").GetProperty("of").GetInt32().ShouldBe(20);
    }

    [Fact]
    public async Task What_happens_after_the_as_of_day_leaves_the_figure_at_chance()
    {
        // The only signal: once the horizon has passed, those who will be lost stop altogether. Before, everybody is
        // alike.
        var random = new Random(2);
        var book = new PastBook(service, "future-only");
        for (var i = 0; i < 160; i++)
        {
            var lost = i % 2 == 0;
            var usual = random.Next(0, 9);
            book.Add(lost ? "churned" : "renewed_flat", book.Today.AddDays(-random.Next(1, 200)), before => before
                >= Horizon
                    ? Math.Max(0, usual + random.Next(-3, 3))
                : lost ? 0
                : 9);
        }
        await book.StoreAsync();

        var auc = (await FiguresOfDraftAsync("future-only")).GetProperty("auc");

        auc.GetProperty("value").GetDouble().ShouldBeInRange(0.35, 0.65);
        (auc.GetProperty("low").GetDouble() < 0.5 && auc.GetProperty("high").GetDouble() > 0.5).ShouldBeTrue(
            auc.GetRawText()
        );
    }

    private async Task<JsonElement> FiguresOfDraftAsync(string segment)
    {
        var rules = new
        {
            groups = new[]
            {
                new
                {
                    name = "use",
                    measures = new object[]
                    {
                        new
                        {
                            measure = "mau",
                            weight = 1,
                            curve = new[] { new[] { 0, 0 }, new[] { 8, 100 } },
                        },
                        new
                        {
                            measure = "days_since_last_activity",
                            weight = 1,
                            curve = new[] { new[] { 0, 100 }, new[] { 30, 0 } },
                        },
                    },
                },
            },
            caps = Array.Empty<object>(),
            bands = new { redUpTo = 50, yellowUpTo = 75 },
        };
        var drafted = await service.Ops.PostAsJsonAsync(
            "/v1/scorecards",
            new
            {
                segment,
                name = "To be validated",
                rules,
            }
        );
        var draft = await drafted.Content.ReadFromJsonAsync<JsonElement>();
        draft.GetProperty("validation").GetProperty("study").GetProperty("status").GetString().ShouldBe("queued");
        var done = await Eventually.GetAsync(
            () => service.Ops.GetFromJsonAsync<JsonElement>($"/v1/scorecards/{draft.GetProperty("id").GetGuid()}"),
            s =>
                s.GetProperty("validation").GetProperty("study").GetProperty("status").GetString()
                    is "done"
                        or "failed",
            "the draft is validated",
            seconds: 60
        );
        done.GetProperty("status").GetString().ShouldBe("draft");
        return done.GetProperty("validation").GetProperty("figures");
    }
}
