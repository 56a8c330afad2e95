using System.Net;
using System.Text.Json;
using Platform.Contracts.HealthScoring;
using Platform.TestKit;

namespace Platform.Renewals.Tests.Renewals;

/// <summary>Columns of renewals sum up the rows of the list.</summary>
public sealed class RenewalSummaryTests(RenewalsUnderTest renewals)
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");

    [Fact]
    public async Task Columns_by_stage_month_band_call_disagreement_and_owner_sum_up_the_list()
    {
        var owner = $"owner-{Guid.NewGuid():N}";
        for (var place = 0; place < 3; place++)
        {
            var account = await renewals.AccountAsync(owner);
            await _ops.SignAsync(
                account,
                renewals.Today.AddDays(-100),
                renewals.Today.AddDays(120 + (place * 40)),
                1_000 * (place + 1)
            );
            var renewal = (await _ops.OnlyRenewalAsync(account)).Id();
            if (place == 0)
            {
                // The owner is sure of it and health is red: they differ by more than one class.
                await _ops.PostAsync($"/v1/renewals/{renewal}/call", new { call = "commit", reason = "They said so." });
                await renewals.TellAsync(
                    new HealthScoreChanged(account, 1, 20, null, HealthBand.Red, null, [], "smb", 1)
                );
                await Eventually.GetAsync(
                    () => _ops.OnlyRenewalAsync(account),
                    it => it.TryGetProperty("healthBand", out _),
                    "the band is known"
                );
            }
        }
        var period = $"from={renewals.Today.Iso()}&to={renewals.Today.AddDays(390).Iso()}&owner={owner}";
        var listed = (await _ops.ReadAsync($"/v1/renewals?{period}")).GetProperty("items").EnumerateArray().ToList();
        listed.Count.ShouldBe(3);

        foreach (var by in new[] { "stage", "month", "band", "call", "disagreement", "owner" })
        {
            var answer = await _ops.ReadAsync($"/v1/renewals/summary?{period}&by={by}");
            answer.Text("by").ShouldBe(by);
            var expected = listed
                .GroupBy(row => ValueOf(row, by))
                .ToDictionary(rows => rows.Key, rows => rows.ToList());
            var columns = answer.GetProperty("columns").EnumerateArray().ToList();
            columns.Select(column => column.Text("value")).ShouldBe(expected.Keys, ignoreOrder: true, by);
            foreach (var column in columns)
                Sums(column).ShouldBe(Sums(expected[column.Text("value")]), $"{by} {column.Text("value")}");
            Sums(answer.GetProperty("total")).ShouldBe(Sums(listed), by);
        }
        (await _ops.ReadAsync($"/v1/renewals/summary?{period}&by=disagreement"))
            .GetProperty("columns")[0]
            .Text("value")
            .ShouldBe("disagree");
        foreach (var wrong in new[] { $"{period}&by=mood", "from=2026-01-01&to=2028-01-01" })
            (await _ops.SendJsonAsync(HttpMethod.Get, $"/v1/renewals/summary?{wrong}")).StatusCode.ShouldBe(
                HttpStatusCode.BadRequest
            );
    }

    private static string ValueOf(JsonElement row, string by) =>
        by switch
        {
            "stage" => row.Text("stage"),
            "month" => row.Text("endsOn")[..7],
            "band" => row.TryGetProperty("healthBand", out var band) ? band.GetString()! : "insufficient_data",
            "call" => row.TryGetProperty("call", out var call) ? call.GetString()! : "none",
            "disagreement" => row.GetProperty("disagreement").GetBoolean() ? "disagree" : "agree",
            _ => row.Text("owner"),
        };

    private static (int, decimal, decimal, decimal, int) Sums(JsonElement column) =>
        (
            column.GetProperty("renewals").GetInt32(),
            column.Amount("arrDue"),
            column.Amount("weighted"),
            column.Amount("atRisk"),
            column.GetProperty("disagreements").GetInt32()
        );

    private static (int, decimal, decimal, decimal, int) Sums(List<JsonElement> rows) =>
        (
            rows.Count,
            rows.Sum(row => row.Amount("arrDue")),
            decimal.Round(rows.Sum(row => row.Amount("arrDue") * row.Number("probability")), 2),
            rows.Where(row => row.GetProperty("atRisk").GetArrayLength() > 0).Sum(row => row.Amount("arrDue")),
            rows.Count(row => row.GetProperty("disagreement").GetBoolean())
        );
}
