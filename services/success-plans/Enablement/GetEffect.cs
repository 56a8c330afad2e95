using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Enablement;

/// <summary><c>GET /v1/courses/effect?days=90</c>: how the health of accounts moved after their first certification,
/// beside accounts of the same segment that had none over the same days.</summary>
internal static class GetEffect
{
    private const string Reading =
        "An association, not an effect: accounts that certify their people may differ from the others in more "
        + "than that. Differences are against accounts of the same segment without a certification over the same "
        + "days.";

    public static void Map(IEndpointRouteBuilder courses) =>
        courses
            .MapGet("/effect", HandleAsync)
            .WithName("GetEnablementEffect")
            .WithDescription("How training and use of the product go together; no proof of cause.");

    private static async Task<EffectResponse> HandleAsync(
        Database database,
        OrganisationCalendar day,
        CancellationToken ct,
        int days = 90,
        string? segment = null
    )
    {
        if (days is < 7 or > 365)
            throw Problem.Invalid("days", $"{days} is not from 7 to 365").ToException();
        var rows = await database.QueryAsync<Row>(
            Changes,
            new
            {
                days,
                day.Today,
                segment,
            },
            ct
        );
        var compared = rows.Where(r => r is { Before: not null, After: not null, Others: not null }).ToList();
        return new EffectResponse(
            days,
            compared.Count,
            rows.Count - compared.Count,
            compared.Count == 0 ? null : Math.Round(compared.Average(r => r.Before!.Value), 2),
            compared.Count == 0 ? null : Math.Round(compared.Average(r => r.After!.Value), 2),
            HealthAssociation.Of([.. compared.Select(r => r.After!.Value - r.Before!.Value - r.Others!.Value)]),
            Reading
        );
    }

    private sealed class Row
    {
        public decimal? Before { get; init; }
        public decimal? After { get; init; }
        public decimal? Others { get; init; }
    }

    // Health on a day is the last that was told until then, at most 60 days old.
    private const string Changes = """
        with first as (
            select p.account_id, a.size, min(p.completed_on) as day from course_completion p
                join course k using (course_id) join account_copy a using (account_id)
            where k.kind = 'certification' and (@segment::text is null or a.size = @segment) group by 1, 2
        ), due as (select * from first where day + @days <= @Today)
        select b.score as before, f.score as after, o.others
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
