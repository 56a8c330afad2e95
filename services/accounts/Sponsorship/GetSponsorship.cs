using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Sponsorship;

/// <summary>The executive sponsorship programme: the accounts that make up 80 % of ARR, those of them without a
/// sponsor, and what each sponsor carries.</summary>
public static class GetSponsorship
{
    private const decimal DefaultShare = 0.8m;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/sponsorship", HandleAsync).WithName(nameof(GetSponsorship));

    private static async Task<Results<Ok<SponsorshipProgramme>, ProblemHttpResult>> HandleAsync(
        decimal? share,
        bool? withoutSponsor,
        Database database,
        CancellationToken ct
    )
    {
        var part = share ?? DefaultShare;
        if (part is <= 0 or > 1)
            return Problem.Invalid("share", $"'{part}' is not above 0 and at most 1").ToResult();
        var args = new { part, Role = OwnerRoles.ExecutiveSponsor };
        var rows = await database.QueryAsync<Row>(Read, args, ct);
        var load = await database.QueryAsync<LoadRow>(ReadLoad, args, ct);
        var accounts = rows.Select(row => new SponsoredAccount(
                row.AccountId,
                row.Name,
                row.Arr,
                Math.Round(row.CumulativeShare, 6),
                row.Sponsor
            ))
            .ToList();
        return TypedResults.Ok(
            new SponsorshipProgramme(
                part,
                rows.Count == 0 ? 0 : rows[0].Total,
                withoutSponsor == true ? accounts.FindAll(account => account.Sponsor is null) : accounts,
                accounts.Count(account => account.Sponsor is null),
                [.. load.Select(row => new SponsorLoad(row.PersonId, (int)row.Accounts, row.Arr))]
            )
        );
    }

    private sealed class Row
    {
        public Guid AccountId { get; init; }
        public string Name { get; init; } = "";
        public decimal Arr { get; init; }
        public decimal Total { get; init; }
        public decimal CumulativeShare { get; init; }
        public string? Sponsor { get; init; }
    }

    private sealed class LoadRow
    {
        public string PersonId { get; init; } = "";
        public long Accounts { get; init; }
        public decimal Arr { get; init; }
    }

    private const string Read = """
        select ranked.account_id, ranked.name, ranked.arr, ranked.total,
            ranked.running / ranked.total as cumulative_share, owner.person_id as sponsor
        from (
            select account_id, name, arr, sum(arr) over () as total,
                sum(arr) over (order by arr desc, account_id) as running
            from portfolio_entry where arr > 0 and not merged and lifecycle <> 'churned'
        ) as ranked
        left join account_owner as owner on owner.account_id = ranked.account_id and owner.role = @Role
            and upper_inf(owner.period)
        where ranked.running - ranked.arr < @part * ranked.total
        order by ranked.arr desc, ranked.account_id
        """;

    private const string ReadLoad = """
        select person_id, count(*) as accounts, coalesce(sum(arr), 0) as arr from account_owner
            join portfolio_entry using (account_id)
        where role = @Role and upper_inf(period) and not merged and lifecycle <> 'churned' group by person_id
            order by arr desc, person_id
        """;
}
