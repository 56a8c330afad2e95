using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.People;

/// <summary>Who the caller is, and what is theirs.</summary>
public static class GetMe
{
    public static void Map(IEndpointRouteBuilder me) => me.MapGet("/", HandleAsync).WithName(nameof(GetMe));

    private static async Task<Ok<Me>> HandleAsync(Caller caller, Database database, CancellationToken ct)
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
                person?.Roles ?? [caller.Role],
                [.. caller.Scopes.Order(StringComparer.Ordinal)],
                person?.Teams ?? [],
                person?.ToPerson(),
                (await Preferences.ReadAsync(database, caller.Id, ct)).Values,
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
