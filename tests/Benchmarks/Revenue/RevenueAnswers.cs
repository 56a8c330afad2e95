using System.Text.Json;

namespace Platform.Benchmarks.Revenue;

/// <summary>The two questions over HTTP, and how their answers compare with SQL's, to the cent.</summary>
internal sealed class RevenueAnswers(ServiceStack stack, DateOnly from, DateOnly to)
{
    public string Retention { get; } =
        FormattableString.Invariant(
            $"/v1/revenue/retention?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}&interval=month&by=size"
        );

    public string Cohorts { get; } =
        FormattableString.Invariant($"/v1/revenue/cohorts?from={from.AddDays(1):yyyy-MM-dd}&to={to:yyyy-MM-dd}");

    public Task RetentionBySqlAsync(CancellationToken ct) => RevenueSql.RetentionAsync(stack.Database, from, to, ct);

    public Task CohortsBySqlAsync(CancellationToken ct) =>
        RevenueSql.CohortsAsync(stack.Database, from.AddDays(1), to, ct);

    public async Task<byte[]> GetAsync(string path, CancellationToken ct)
    {
        using var answer = await stack.Client.GetAsync(path, ct);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(
                $"{(int)answer.StatusCode} {path}: {await answer.Content.ReadAsStringAsync(ct)}"
            );
        return await answer.Content.ReadAsByteArrayAsync(ct);
    }

    /// <summary>How many figures of either question are not the same on both sides.</summary>
    public async Task<(int Differ, int Of)> CompareAsync(CancellationToken ct)
    {
        var retention = await RevenueSql.RetentionAsync(stack.Database, from, to, ct);
        var cohorts = await RevenueSql.CohortsAsync(stack.Database, from.AddDays(1), to, ct);
        return (
            Compare(await GetAsync(Retention, ct), retention) + Compare(await GetAsync(Cohorts, ct), cohorts),
            retention.Count + cohorts.Count
        );
    }

    private static int Compare(byte[] answer, List<RevenueSql.MonthFigures> sql)
    {
        using var json = JsonDocument.Parse(answer);
        var ours = (
            from period in json.RootElement.GetProperty("periods").EnumerateArray()
            from g in period.GetProperty("groups").EnumerateArray()
            where g.GetProperty("group").GetString() != "all"
            let w = g.GetProperty("figures").GetProperty("waterfall")
            select new RevenueSql.MonthFigures(
                period.GetProperty("to").GetString()![..7],
                g.GetProperty("group").GetString()!,
                w.GetProperty("start").GetDecimal(),
                w.GetProperty("expansion").GetDecimal(),
                w.GetProperty("contraction").GetDecimal() + w.GetProperty("churn").GetDecimal(),
                w.GetProperty("end").GetDecimal()
            )
        ).ToHashSet();
        // A segment without revenue at either end has no row over HTTP.
        sql.RemoveAll(row => row is { Start: 0, End: 0 });
        return sql.Count(row => !ours.Contains(row)) + Math.Abs(sql.Count - ours.Count);
    }

    private static int Compare(byte[] answer, List<RevenueSql.CohortFigures> sql)
    {
        using var json = JsonDocument.Parse(answer);
        var ours = (
            from cohort in json.RootElement.GetProperty("cohorts").EnumerateArray()
            from cell in cohort.GetProperty("cells").EnumerateArray()
            select new RevenueSql.CohortFigures(
                cohort.GetProperty("month").GetString()!,
                cell.GetProperty("age").GetInt32(),
                cell.GetProperty("active").GetInt64(),
                cell.GetProperty("mrr").GetDecimal()
            )
        ).ToHashSet();
        return sql.Count(row => !ours.Contains(row)) + Math.Abs(sql.Count - ours.Count);
    }
}
