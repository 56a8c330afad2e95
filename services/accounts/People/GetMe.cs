using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.People;

/// <param name="Role">One of the owner roles: csm, account_executive, onboarding_manager, executive_sponsor.</param>
/// <param name="Accounts">How many living accounts the caller answers for in the role.</param>
/// <param name="Arr">What these are worth a year, in the reporting currency.</param>
public sealed record OwnedAccounts(string Role, int Accounts, decimal Arr);

/// <param name="Id">User id of the caller; of an API key key: and its id.</param>
/// <param name="Role">The role that the token carries.</param>
/// <param name="Person">What the roster says of the caller; left out where it does not know them.</param>
/// <param name="Owns">What the caller owns, by owner role.</param>
/// <param name="HandoversWaiting">Hand-overs that wait for the caller's acceptance.</param>
public sealed record Me(
    string Id,
    string Role,
    Person? Person,
    IReadOnlyList<OwnedAccounts> Owns,
    int HandoversWaiting
);

/// <summary>Who the caller is, and what is theirs.</summary>
public static class GetMe
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/me", HandleAsync).WithName(nameof(GetMe)).Produces<Me>();

    private static async Task<IResult> HandleAsync(Caller caller, Database database, CancellationToken ct)
    {
        var person = await database.SingleOrDefaultAsync<StoredPerson>(
            $"select {StoredPerson.Columns} from person where id = @Id",
            new { caller.Id },
            ct
        );
        var owns = await database.QueryAsync<OwnedRow>(Owned, new { caller.Id }, ct);
        var waiting = await database.ScalarAsync<int>(
            "select count(*)::int from handover where to_person = @Id and status = 'proposed'",
            new { caller.Id },
            ct
        );
        return TypedResults.Ok(
            new Me(
                caller.Id,
                caller.Role,
                person?.ToPerson(),
                [.. owns.Select(row => new OwnedAccounts(row.Role, row.Accounts, row.Arr))],
                waiting
            )
        );
    }

    private sealed class OwnedRow
    {
        public string Role { get; init; } = "";
        public int Accounts { get; init; }
        public decimal Arr { get; init; }
    }

    private const string Owned = """
        select role, count(*)::int as accounts, sum(arr) as arr from account_owner
            join portfolio_entry using (account_id)
        where person_id = @Id and upper_inf(period) and lifecycle <> 'churned' and not merged
        group by role order by role
        """;
}
