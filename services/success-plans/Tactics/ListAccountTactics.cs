using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Tactics;

public static class ListAccountTactics
{
    public static void Map(IEndpointRouteBuilder account) =>
        account
            .MapGet("/tactics", HandleAsync)
            .WithName(nameof(ListAccountTactics))
            .WithDescription("Tactics that were agreed with an account.");

    private static async Task<Ok<AccountTacticList>> HandleAsync(
        Guid accountId,
        Database database,
        AccountDirectory accounts,
        CancellationToken ct
    )
    {
        await accounts.RequireAsync(accountId, ct);
        return TypedResults.Ok(
            new AccountTacticList(
                await database.QueryAsync<AccountTactic>(AccountTactic.OfAccount, new { accountId }, ct),
                await database.QueryAsync<TacticEscalation>(Escalations, new { accountId }, ct)
            )
        );
    }

    private const string Escalations = """
        select e.at, e.account_tactic_id, e.adoption, e.expected, e.contact_id, c.name as contact_name, e.resolved_at
        from escalation e join account_tactic a on a.id = e.account_tactic_id left
            join contact_copy c on c.contact_id = e.contact_id
        where a.account_id = @accountId order by e.at desc
        """;
}
