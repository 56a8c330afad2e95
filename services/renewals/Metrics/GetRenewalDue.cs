using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Revenue;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Metrics;

/// <summary>The renewal-due family for the contract ends of a period, in total and by size, motion, priority or
/// owner.</summary>
public static class GetRenewalDue
{
    public static void Map(IEndpointRouteBuilder revenue) =>
        revenue.MapGet("/renewal-due", HandleAsync).WithName(nameof(GetRenewalDue));

    private static async Task<Results<Ok<IReadOnlyList<RenewalDueResponse>>, ProblemHttpResult>> HandleAsync(
        DateOnly from,
        DateOnly to,
        string? by,
        Database database,
        CancellationToken ct
    )
    {
        if (to < from)
            return Problem.Invalid("to", $"{to:yyyy-MM-dd} lies before from, {from:yyyy-MM-dd}").ToResult();
        var dimension = GroupingParameter.Parse(by);
        if (dimension is Grouping.Product or Grouping.Cohort or Grouping.ArrBand)
            return Problem
                .Invalid("by", $"'{by}' does not group renewals; size, motion, priority and csm do")
                .ToResult();
        var rows = await database.QueryAsync<Row>(
            Select,
            new
            {
                from,
                to,
                dimension,
            },
            ct
        );
        var groups =
            dimension == Grouping.None
                ? []
                : rows.GroupBy(r => r.Group, StringComparer.Ordinal)
                    .OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => Of(g.Key, g))
                    .ToList();
        return TypedResults.Ok<IReadOnlyList<RenewalDueResponse>>([.. groups, Of("all", rows)]);
    }

    private static RenewalDueResponse Of(string group, IEnumerable<Row> rows) =>
        new(group, RenewalDueFigures.Of(rows.Select(r => new DueRenewal(r.Due, r.Renewed))));

    private sealed class Row
    {
        public string Group { get; init; } = "";
        public decimal Due { get; init; }
        public decimal? Renewed { get; init; }
    }

    private const string Select = """
        select coalesce(g.value, 'unassigned') as "group", r.arr_due as due, r.renewed_arr as renewed
        from renewal r
        left join account_group g on g.account_id = r.account_id and g.dimension = @dimension and g.to_at is null
        where r.ends_on between @from and @to and r.outcome is distinct from 'superseded'
        """;
}
