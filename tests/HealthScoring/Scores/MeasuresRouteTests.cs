using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Platform.HealthScoring.Tests.Scores;

[Collection(OnServers.Name)]
public sealed class MeasuresRouteTests(HealthScoringUnderTest service)
{
    private DateOnly Today => DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task Every_measure_can_be_read_day_by_day_whether_or_not_a_scorecard_weighs_it()
    {
        var account = await service.AddAccountAsync(customerSince: Today.AddDays(-400));
        await service.Ops.PutAsJsonAsync("/v1/features/dashboards", new { core = true, premium = false });
        var now = service.Clock.GetUtcNow();
        // Two users 70 days ago, one 3 days ago, who comes again today with another.
        object[] events =
        [
            service.Event(account, "a", at: now.AddDays(-70)),
            service.Event(account, "b", at: now.AddDays(-70)),
            service.Event(account, "a", at: now.AddDays(-3)),
            service.Event(account, "a"),
            service.Event(account, "c"),
            service.Event(account, "c"),
        ];
        await service.SendAsync(service.Ops, events);
        await service.StoredAsync(account, events.Length);

        var answer = await service.Ops.GetFromJsonAsync<JsonElement>(
            $"/v1/accounts/{account}/measures?from={Today.AddDays(-5):yyyy-MM-dd}&to={Today:yyyy-MM-dd}"
        );

        var series = answer
            .GetProperty("measures")
            .EnumerateArray()
            .ToDictionary(
                m => m.GetProperty("name").GetString()!,
                m =>
                    m.GetProperty("points")
                        .EnumerateArray()
                        .ToDictionary(
                            p => Today.DayNumber - DateOnly.Parse(p.GetProperty("day").GetString()!, null).DayNumber,
                            p => p.GetProperty("value").GetDecimal()
                        )
            );
        series["dau"]
            .ShouldBe(
                new Dictionary<int, decimal>
                {
                    [5] = 0,
                    [4] = 0,
                    [3] = 1,
                    [2] = 0,
                    [1] = 0,
                    [0] = 2,
                },
                ignoreOrder: true
            );
        series["mau"][0].ShouldBe(2);
        series["wau"][4].ShouldBe(0);
        series["days_since_last_activity"].OrderBy(p => p.Key).Select(p => p.Value).ShouldBe([0, 2, 1, 0, 66, 65]);
        series["depth"][0].ShouldBe(2);
        series.Keys.ShouldContain("product_engagement");
        series["breadth"][0].ShouldBeGreaterThan(0);
        var score = await service.Ops.GetFromJsonAsync<JsonElement>($"/v1/accounts/{account}/score/check");
        score.GetProperty("differing").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("measures")]
    [InlineData("usage")]
    [InlineData("scores")]
    [InlineData("power-users")]
    [InlineData("score")]
    [InlineData("score/override")]
    [InlineData("score/check")]
    [InlineData("score/challenger")]
    public async Task An_account_that_does_not_exist_is_not_found(string route) =>
        (await service.Ops.GetAsync($"/v1/accounts/{Guid.CreateVersion7()}/{route}")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );

    [Theory]
    [InlineData("usage?from=0001-01-01&to=0001-01-05")]
    [InlineData("usage?to=0001-01-01")]
    [InlineData("usage?from=9999-12-31")]
    [InlineData("measures?to=0001-01-01")]
    [InlineData("measures?from=9999-12-30&to=9999-12-31")]
    [InlineData("measures?from=2026-01-01&to=2025-01-01")]
    [InlineData("score?at=0001-01-01T00:00:00Z")]
    [InlineData("score?at=9999-12-31T23:59:59Z")]
    [InlineData("scores?cursor=eyJ2ZXJzaW9uIjoiYSJ9")]
    [InlineData("scores?cursor=eyJ2ZXJzaW9uIjoxZTk5fQ")]
    [InlineData("scores?cursor=bnVsbA")]
    [InlineData("scores?cursor=W10")]
    public async Task Extreme_days_and_tampered_cursors_are_no_failure_inside(string route)
    {
        var account = await service.AddAccountAsync();

        ((int)(await service.Ops.GetAsync($"/v1/accounts/{account}/{route}")).StatusCode).ShouldBeLessThan(500);
    }

    [Theory]
    [InlineData("/v1/scores?cursor=eyJhY2NvdW50SWQiOjF9")]
    [InlineData("/v1/scorecards?segment=%00")]
    [InlineData("/v1/scorecards?status=%00")]
    [InlineData("/v1/insights/retention?size=%00")]
    [InlineData("/v1/insights/retention?size=mid-market")]
    [InlineData("/v1/insights/survival?size=mid-market")]
    [InlineData("/v1/insights/sticky-features?size=mid-market")]
    [InlineData("/v1/insights/aha-moments?size=mid-market")]
    [InlineData("/v1/insights/adoption?size=mid-market")]
    public async Task What_cannot_be_meant_is_refused(string path) =>
        (await service.Ops.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task An_outcome_of_the_year_1_is_refused_and_does_no_harm()
    {
        var account = await service.AddAccountAsync();
        var answer = await service.Ops.PostAsJsonAsync(
            "/v1/predictions/outcomes",
            new
            {
                outcomes = new[]
                {
                    new
                    {
                        account,
                        outcome = "churned",
                        decidedOn = "0001-01-01",
                    },
                },
            }
        );

        var refused = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("refused")[0];
        refused.GetProperty("field").GetString().ShouldBe("decidedOn");
        (await service.Ops.GetAsync("/v1/insights/sticky-features")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
