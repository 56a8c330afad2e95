using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Enablement;

/// <param name="MeanBefore">Health on the day of the first certification, over the accounts compared.</param>
/// <param name="MeanAfter">Health so many days later.</param>
/// <param name="Compared">Certified accounts with health known on both days and with comparable accounts.</param>
/// <param name="LeftOut">Certified accounts that lack one of these.</param>
/// <param name="Association">Null with fewer than five accounts.</param>
/// <param name="Reading">What the figure says and what it does not.</param>
/// <param name="Days">Days after the training over which use is compared.</param>
public sealed record GetEnablementEffectResponse(
    int Days,
    int Compared,
    int LeftOut,
    decimal? MeanBefore,
    decimal? MeanAfter,
    Association? Association,
    string Reading
);

/// <summary><c>GET /v1/courses/effect?days=90</c>: how the health of accounts moved after their first certification,
/// beside accounts of the same size that had none over the same days.</summary>
internal static class GetEnablementEffect
{
    public static void Map(IEndpointRouteBuilder courses) =>
        courses
            .MapGet("/effect", HandleAsync)
            .WithName(nameof(GetEnablementEffect))
            .WithDescription("How training and use of the product go together; no proof of cause.");

    private const string Reading =
        "An association, not an effect: accounts that certify their people may differ from the others in more "
        + "than that. Differences are against accounts of the same size without a certification over the same "
        + "days.";

    private static async Task<Results<Ok<GetEnablementEffectResponse>, ProblemHttpResult>> HandleAsync(
        Database database,
        OrganisationCalendar day,
        CancellationToken ct,
        int days = 90,
        string? size = null
    )
    {
        if (days is < 7 or > 365)
            return Problem.Invalid("days", $"{days} is not from 7 to 365").ToResult();
        var rows = await database.QueryAsync<Row>(
            Changes,
            new
            {
                days,
                day.Today,
                size,
            },
            ct
        );
        var compared = rows.Where(r => r is { HealthBefore: not null, HealthAfter: not null, Others: not null })
            .ToList();
        return TypedResults.Ok(
            new GetEnablementEffectResponse(
                days,
                compared.Count,
                rows.Count - compared.Count,
                compared.Count == 0 ? null : Math.Round(compared.Average(r => r.HealthBefore!.Value), 2),
                compared.Count == 0 ? null : Math.Round(compared.Average(r => r.HealthAfter!.Value), 2),
                HealthAssociation.Of([
                    .. compared.Select(r => r.HealthAfter!.Value - r.HealthBefore!.Value - r.Others!.Value),
                ]),
                Reading
            )
        );
    }

    private sealed class Row
    {
        public decimal? HealthBefore { get; init; }
        public decimal? HealthAfter { get; init; }
        public decimal? Others { get; init; }
    }

    // Health on a day is the last that was told until then, at most 60 days old.
    private const string Changes = """
        with first as (
            select p.account_id, a.size, min(p.completed_on) as day from course_completion p
                join course k using (course_id) join account_copy a using (account_id)
            where k.kind = 'certification' and (@size::text is null or a.size = @size) group by 1, 2
        ), due as (select * from first where day + @days <= @Today)
        select b.score as health_before, f.score as health_after, o.others
        from due d
        left join lateral (select score from account_health h
            where h.account_id = d.account_id and h.day between d.day - 60 and d.day order by h.day desc limit 1) b
            on true
        left join lateral (select score from account_health h
            where h.account_id = d.account_id and h.day between d.day + @days - 60 and d.day + @days
            order by h.day desc limit 1) f on true
        left join lateral (
            select avg(y.score - x.score) as others
            from account_copy c
            join lateral (select score from account_health h
                where h.account_id = c.account_id and h.day between d.day - 60 and d.day order by h.day desc limit 1) x
                on x.score is not null
            join lateral (select score from account_health h
                where h.account_id = c.account_id and h.day between d.day + @days - 60 and d.day + @days
                order by h.day desc limit 1) y on y.score is not null
            where c.size is not distinct from d.size and not exists (select from first n
                where n.account_id = c.account_id and n.day <= d.day + @days)) o on true
        """;
}
