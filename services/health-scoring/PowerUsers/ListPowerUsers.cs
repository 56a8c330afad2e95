using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.PowerUsers;

public sealed record ListPowerUsersResponse(IReadOnlyList<PowerUserResponse> Items);

/// <summary>
/// <c>GET /v1/accounts/{id}/power-users</c> with their history, and <c>GET /v1/power-users?departed=true</c> over the
/// whole book, latest first. A power user has more than half of the account's events of the last 30 days.
/// </summary>
public static class ListPowerUsers
{
    private const int Most = 1_000;

    public static void Map(IEndpointRouteBuilder scores, IEndpointRouteBuilder account)
    {
        account
            .MapGet("/power-users", OfAccountAsync)
            .WithName("ListPowerUsersOfAccount")
            .WithDescription("People who use the product most at one account, and who of them is gone.");
        scores
            .MapGet("/power-users", OfBookAsync)
            .WithName("ListPowerUsers")
            .WithDescription("People who use the product most, over all accounts, and who of them is gone.");
    }

    private static async Task<Results<Ok<ListPowerUsersResponse>, ProblemHttpResult>> OfAccountAsync(
        Guid accountId,
        Database database,
        CancellationToken ct
    )
    {
        if (!await KnownAccounts.HasAsync(database, accountId, ct))
            return Problem.NotFound("account", accountId).ToResult();
        return TypedResults.Ok(await ReadAsync(database, accountId, null, ct));
    }

    private static async Task<Ok<ListPowerUsersResponse>> OfBookAsync(
        Database database,
        CancellationToken ct,
        bool? departed = null
    ) => TypedResults.Ok(await ReadAsync(database, null, departed, ct));

    private static async Task<ListPowerUsersResponse> ReadAsync(
        Database database,
        Guid? accountId,
        bool? departed,
        CancellationToken ct
    ) =>
        new([
            .. (
                await database.QueryAsync<Row>(
                    Select,
                    new
                    {
                        accountId,
                        departed,
                        Most,
                    },
                    ct
                )
            ).Select(r => new PowerUserResponse(
                r.AccountId,
                r.UserId,
                r.SinceDay,
                r.UntilDay,
                r.Share,
                r.DepartedOn,
                r.LastActiveOn,
                r.Fall,
                r.OthersRemain,
                r.Successors
            )),
        ]);

    private sealed class Row
    {
        public Guid AccountId { get; init; }
        public string UserId { get; init; } = "";
        public DateOnly SinceDay { get; init; }
        public DateOnly? UntilDay { get; init; }
        public decimal Share { get; init; }
        public DateOnly? DepartedOn { get; init; }
        public DateOnly? LastActiveOn { get; init; }
        public decimal? Fall { get; init; }
        public bool? OthersRemain { get; init; }
        public string[] Successors { get; init; } = [];
    }

    private const string Select = """
        select p.account_id, u.user_id, p.since_day, p.until_day, p.share, p.departed_on, p.last_active_on, p.fall,
            p.others_remain, array(
                select s.user_id from unnest(p.successors) with ordinality as o (number, n)
                join product_user s on s.account_id = p.account_id and s.number = o.number order by o.n) as successors
        from power_user p join product_user u on u.account_id = p.account_id and u.number = p.user_number
        where (@accountId::uuid is null or p.account_id = @accountId)
          and (@departed::boolean is null or (p.departed_on is not null and p.until_day is null) = @departed)
        order by coalesce(p.departed_on, p.since_day) desc, p.account_id limit @Most
        """;
}
