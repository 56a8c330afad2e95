using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Interviews;

public static class SummariseInterviews
{
    public static void Map(IEndpointRouteBuilder interviews) =>
        interviews.MapGet("/summary", HandleAsync).WithName(nameof(SummariseInterviews));

    /// <summary>By reason, the most frequent first: the codes are those of the churn reasons in the renewals
    /// service.</summary>
    private static async Task<Ok<IReadOnlyList<ThemeSummary>>> HandleAsync(
        string? kind,
        DateOnly? from,
        DateOnly? to,
        Database database,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<SummaryRow>(
            Summary,
            new
            {
                kind,
                from,
                to,
            },
            ct
        );
        return TypedResults.Ok<IReadOnlyList<ThemeSummary>>([
            .. rows.Select(r => new ThemeSummary(
                r.Theme,
                r.Description,
                r.Interviews,
                decimal.Round((decimal)r.Interviews / r.Looked, 4),
                r.Decisive,
                r.Lost,
                r.Won,
                new Money(r.Arr, organisation.Value.ReportingCurrency),
                r.Quotes ?? []
            )),
        ]);
    }

    private sealed class SummaryRow
    {
        public string Theme { get; init; } = "";
        public string Description { get; init; } = "";
        public int Interviews { get; init; }
        public int Looked { get; init; }
        public int Decisive { get; init; }
        public int Lost { get; init; }
        public int Won { get; init; }
        public decimal Arr { get; init; }
        public string[]? Quotes { get; init; }
    }

    private const string Summary = """
        with looked as (
            select * from interview where (@kind::text is null or kind = @kind)
                and (@from::date is null or held_on >= @from::date) and (@to::date is null or held_on <= @to::date)
        )
        select t.theme, max(d.description) as description, count(*)::int as interviews, (select count(*)::int
            from looked) as looked, (count(*) filter (where t.decisive))::int as decisive,
               (count(*) filter (where l.outcome in ('lost', 'churned')))::int as lost,
                   (count(*) filter (where l.outcome in ('won', 'retained')))::int as won,
               coalesce((select sum(r.arr) from account_revenue r
                   where r.account_id = any(array_agg(l.account_id))), 0) as arr,
               (array_agg(t.quote order by l.held_on desc) filter (where t.quote is not null))[1:3] as quotes
        from looked l
        join interview_theme t on t.interview_id = l.id
        join theme d on d.code = t.theme
        group by t.theme
        order by interviews desc, decisive desc, t.theme
        """;
}
