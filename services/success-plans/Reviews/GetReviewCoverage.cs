using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Reviews;

/// <summary><c>GET /v1/reviews/coverage</c>: per size and motion, how many accounts had the review they are owed.
/// Only reviews that count, count.</summary>
internal static class GetReviewCoverage
{
    public static void Map(IEndpointRouteBuilder reviews) =>
        reviews
            .MapGet("/coverage", HandleAsync)
            .WithName(nameof(GetReviewCoverage))
            .WithDescription("How many accounts had their reviews in time.");

    private static async Task<Ok<IReadOnlyList<CoverageLine>>> HandleAsync(
        Database database,
        IOptions<ReviewOptions> options,
        OrganisationCalendar day,
        CancellationToken ct,
        string? size = null,
        string? motion = null
    )
    {
        var cadence = options
            .Value.Effective.SelectMany(m => m.Value.Select(s => (Motion: m.Key, s.Type, s.EveryMonths)))
            .ToList();
        var rows = await database.QueryAsync<Row>(
            Cover,
            new
            {
                Motions = cadence.Select(c => c.Motion).ToArray(),
                Types = cadence.Select(c => c.Type).ToArray(),
                Months = cadence.Select(c => c.EveryMonths).ToArray(),
                Since = cadence.Select(c => day.Today.AddMonths(-c.EveryMonths)).ToArray(),
                size,
                motion,
            },
            ct
        );
        IReadOnlyList<CoverageLine> lines =
        [
            .. rows.Select(r => new CoverageLine(
                r.Size,
                r.Motion,
                r.Type,
                r.Months,
                r.Owed,
                r.Covered,
                r.Uncounted,
                r.NotYetDue,
                r.Owed == 0 ? null : Math.Round((decimal)r.Covered / r.Owed, 4)
            )),
        ];
        return TypedResults.Ok(lines);
    }

    private sealed class Row
    {
        public string? Size { get; init; }
        public string? Motion { get; init; }
        public string Type { get; init; } = "";
        public int Months { get; init; }
        public int Owed { get; init; }
        public int Covered { get; init; }
        public int Uncounted { get; init; }
        public int NotYetDue { get; init; }
    }

    private const string Cover = """
        select size, motion, type, months,
               count(*) filter (where covered or not young)::int as owed,
                   count(*) filter (where covered)::int as covered,
               count(*) filter (where not covered and held)::int as uncounted, count(*) filter (where young
                   and not covered)::int as not_yet_due
        from (
            select a.size, a.motion, c.type, c.months, coalesce(a.customer_since > c.since, false) as young,
                   exists (select from review r where r.account_id = a.account_id and r.type = c.type
                       and r.status = 'held' and r.held_on >= c.since) as held,
                   exists (select from review r where r.account_id = a.account_id and r.type = c.type and r.counts
                       and r.held_on >= c.since) as covered
            from account_copy a join unnest(@Motions, @Types, @Months, @Since) as c (motion, type, months, since)
                on c.motion = a.motion
            where a.lifecycle <> 'churned' and a.merged_into is null and (@size::text is null or a.size = @size)
                and (@motion::text is null or a.motion = @motion)
        ) accounts
        group by size, motion, type, months order by size, motion, type
        """;
}
