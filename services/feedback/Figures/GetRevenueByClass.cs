using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Feedback.Surveys;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Figures;

/// <summary>The ARR of promoters, passives and detractors.</summary>
public static class GetRevenueByClass
{
    public static void Map(IEndpointRouteBuilder surveys) =>
        surveys
            .MapGet("/{id:guid}/revenue", HandleAsync)
            .WithName(nameof(GetRevenueByClass))
            .WithDescription("ARR of the accounts by the class of their people's last answers.");

    private static async Task<Ok<IReadOnlyList<ClassRevenue>>> HandleAsync(
        Guid id,
        DateOnly? from,
        DateOnly? to,
        SurveyCache surveys,
        Database database,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var survey = await surveys.GetAsync(id, ct);
        if (survey.Type != Survey.Nps)
            throw Problem
                .Invalid("id", $"'{survey.Name}' is a {survey.Type} survey: promoters and detractors are of NPS")
                .ToException();
        var rows = await database.QueryAsync<Row>(
            Sql,
            new
            {
                id,
                from,
                to,
            },
            ct
        );
        var total = rows.Sum(r => r.Arr);
        return TypedResults.Ok<IReadOnlyList<ClassRevenue>>([
            .. rows.Select(r => new ClassRevenue(
                r.Class,
                r.People,
                r.Accounts,
                new Money(decimal.Round(r.Arr, 2), organisation.Value.ReportingCurrency),
                total == 0 ? null : decimal.Round(r.Arr / total, 4)
            )),
        ]);
    }

    private sealed class Row
    {
        public string Class { get; init; } = "";
        public int People { get; init; }
        public int Accounts { get; init; }
        public decimal Arr { get; init; }
    }

    // A person who answered twice counts by their latest answer.
    private const string Sql = """
        with latest as (
            select distinct on (coalesce(contact_id, id)) account_id, class
            from answer
            where survey_id = @id and account_id is not null and (@from::date is null or answered_at >= @from::date)
                and (@to::date is null or answered_at < @to::date + 1)
            order by coalesce(contact_id, id), answered_at desc, id desc
        ),
        shared as (
            select l.account_id, l.class, count(*) as people,
                count(*)::numeric / sum(count(*)) over (partition by l.account_id) as share
            from latest l group by 1, 2
        ),
        silent as (
            select i.account_id, count(distinct i.contact_id) as people from invitation i
            where i.survey_id = @id and (@from::date is null or i.invited_at >= @from::date)
                and (@to::date is null or i.invited_at < @to::date + 1)
              and not exists (select from latest l where l.account_id = i.account_id)
            group by 1
        ),
        classes as (
            select class, people, account_id, share from shared
            union all
            select 'silent', people, account_id, 1 from silent
        )
        select c.class, sum(c.people)::int as people, count(distinct c.account_id)::int as accounts,
            coalesce(sum(r.arr * c.share), 0) as arr
        from classes c left join account_revenue r on r.account_id = c.account_id
        group by 1
        order by array_position(array['promoter', 'passive', 'detractor', 'silent'], c.class)
        """;
}
