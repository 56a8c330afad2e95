using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Accounts;
using Platform.Accounts.Audit;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Segments;

public static class RemovePriorityOverride
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts
            .MapDelete("/{id:guid}/priority-override", HandleAsync)
            .WithName(nameof(RemovePriorityOverride))
            .WithDescription("Ends a person's override; the priority is computed again from then on.");

    private static async Task<Ok<AccountResponse>> HandleAsync(
        Guid id,
        Database database,
        AccountWriter writer,
        AuditLog audit,
        Caller caller,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        var account = await AccountReader.LockForChangeAsync(work, caller, id);
        if (await work.ExecuteAsync("delete from priority_override where account_id = @id", new { id }) > 0)
            await audit.WriteAsync(
                work,
                new AuditEntry("override_removed", "priority", id, id, new { account.Priority }, null)
            );
        await writer.SaveAsync(work, [new AccountChange(account, account, [])]);
        await work.CommitAsync();
        return TypedResults.Ok(AccountResponse.From((await AccountReader.FindAsync(database, id, ct))!));
    }
}
