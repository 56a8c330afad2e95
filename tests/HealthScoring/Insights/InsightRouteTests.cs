using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using Platform.HealthScoring.Tests.Outcomes;

namespace Platform.HealthScoring.Tests.Insights;

/// <summary>Each insight over accounts of one segment with a known past.</summary>
[Collection(OnServers.Name)]
public sealed class InsightRouteTests(HealthScoringUnderTest service)
{
    [Fact]
    public async Task Every_insight_answers_with_figures_and_the_charts_are_documents_by_themselves()
    {
        var segment = $"insight-{Guid.NewGuid():N}"[..20];
        var random = new Random(5);
        var book = new PastBook(service, segment);
        for (var i = 0; i < 60; i++)
        {
            var lost = i % 3 == 0;
            book.Add(lost ? "churned" : "renewed_flat", book.Today.AddDays(-random.Next(5, 60)), before =>
                lost && before < 100 - (i % 50) ? 0 : random.Next(1, 6)
            );
        }
        await book.StoreAsync();

        var retention = await GetAsync($"/v1/insights/retention?size={segment}");
        var mean = retention
            .GetProperty("mean")
            .EnumerateArray()
            .Where(p => p.TryGetProperty("share", out _))
            .Select(p => p.GetProperty("share").GetDouble())
            .ToList();
        mean[0].ShouldBe(1);
        mean[^1].ShouldBeLessThan(mean[1]);
        retention.GetProperty("accounts").GetInt32().ShouldBe(60);

        var survival = await GetAsync($"/v1/insights/survival?size={segment}");
        survival.GetProperty("groups")[0].GetProperty("lost").GetInt32().ShouldBe(20);

        var sticky = await GetAsync($"/v1/insights/sticky-features?size={segment}");
        (sticky.GetProperty("subjects").GetInt32(), sticky.GetProperty("retained").GetInt32()).ShouldBe((60, 40));

        (await GetAsync($"/v1/insights/aha-moments?size={segment}"))
            .GetProperty("subjects")
            .GetInt32()
            .ShouldBeGreaterThan(100);

        var adoption = await GetAsync($"/v1/insights/adoption?size={segment}&weeks=20");
        adoption.GetProperty("stickiness").GetArrayLength().ShouldBe(20);
        adoption.GetProperty("features")[0].GetProperty("weeks")[5].GetProperty("share").GetDouble().ShouldBe(1);

        foreach (
            var chart in new[] { "retention", "retention?kind=n_day&unit=account&cohort=week", "survival", "adoption" }
        )
        {
            var separator = chart.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var answer = await service.Ops.GetAsync($"/v1/insights/{chart}{separator}size={segment}&format=svg");
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
            var svg = await answer.Content.ReadAsStringAsync();
            XDocument.Parse(svg).Root!.Name.LocalName.ShouldBe("svg");
            svg.ShouldContain("<path");
            if (Environment.GetEnvironmentVariable("PLATFORM_CHARTS") is { Length: > 0 } folder)
                await File.WriteAllTextAsync(Path.Combine(folder, $"{chart.Replace('?', '-')}.svg"), svg);
        }
    }

    [Fact]
    public async Task Accounts_that_never_used_the_product_are_in_their_cohorts_and_retained_nowhere()
    {
        var segment = $"unused-{Guid.NewGuid():N}"[..20];
        await service.Database.ExecuteAsync(
            """
            insert into account (account_id, name, segment, customer_since, paid_since, version)
            select gen_random_uuid(), 'A', @segment, @Since, @Since, 1 from generate_series(1, 432)
            """,
            new { segment, Since = new DateOnly(2025, 5, 17) }
        );

        foreach (var start in new[] { "sign_up", "first_payment" })
        {
            var retention = await GetAsync($"/v1/insights/retention?unit=account&start={start}&size={segment}");

            var cohort = retention.GetProperty("cohorts").EnumerateArray().ShouldHaveSingleItem();
            (
                cohort.GetProperty("from").GetString(),
                cohort.GetProperty("to").GetString(),
                cohort.GetProperty("size").GetInt32()
            ).ShouldBe(("2025-05-01", "2025-05-31", 432));
            cohort.GetProperty("cells").EnumerateArray().ShouldAllBe(c => c.GetProperty("retained").GetInt32() == 0);
        }
    }

    [Fact]
    public async Task Users_of_the_first_recorded_day_are_not_new_on_it()
    {
        var segment = $"first-{Guid.NewGuid():N}"[..20];
        var book = new PastBook(service, segment);
        // The first day of all that any test of this service records.
        var earliest = new DateOnly(2001, 1, 1);
        book.Add("renewed_flat", earliest.AddDays(240), before => before == 240 ? 3
            : before == 120 ? 5
            : 0);
        await book.StoreAsync();

        var retention = await GetAsync($"/v1/insights/retention?size={segment}");

        (
            retention.GetProperty("leftOut").GetInt32(),
            retention.GetProperty("cohorts").EnumerateArray().Sum(c => c.GetProperty("size").GetInt32())
        ).ShouldBe((3, 2));
        await service.Database.ExecuteAsync("delete from usage_day where day < '2002-01-01'");
    }

    [Fact]
    public async Task A_choice_that_does_not_exist_is_answered_with_those_that_do()
    {
        var answer = await service.Ops.GetAsync("/v1/insights/retention?kind=sometimes&start=sign_up");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.GetProperty("kind")[0].GetString()!.ShouldContain("n_day, unbounded, bracket");
        errors.GetProperty("start")[0].GetString()!.ShouldContain("unit=account");
    }

    private Task<JsonElement> GetAsync(string path) => service.Ops.GetFromJsonAsync<JsonElement>(path);
}
