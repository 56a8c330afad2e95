using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Tactics;

/// <summary>Changes one of an account's tactics: locked, by an owner of the account.</summary>
public sealed class AccountTacticEditor(Database database, TacticService tactics)
{
    public async Task<Results<Ok<AccountTactic>, ProblemHttpResult>> AdoptAsync(
        Guid accountId,
        Guid id,
        decimal adoption,
        Caller caller,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await tactics.LockAsync(work, accountId);
        if (await FindAsync(work, accountId, id) is not { } tactic)
            return Problem.NotFound("tactic", id).ToResult();
        await Ownership.RequireAsync(work, caller, accountId);
        if (tactic.State != "active")
            return TacticProblems.NotActive(id, tactic.State).ToResult();
        await tactics.AdoptAsync(work, tactic, adoption);
        return await CommitAsync(work, accountId, id);
    }

    /// <param name="state"><c>completed</c> or <c>stopped</c>.</param>
    public async Task<Results<Ok<AccountTactic>, ProblemHttpResult>> EndAsync(
        Guid accountId,
        Guid id,
        string state,
        string? result,
        Caller caller,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await tactics.LockAsync(work, accountId);
        if (await FindAsync(work, accountId, id) is not { } tactic)
            return Problem.NotFound("tactic", id).ToResult();
        await Ownership.RequireAsync(work, caller, accountId);
        // What waits can be taken out of the queue; what never began cannot be completed.
        if (tactic.State != "active" && (tactic.State, state) != ("queued", "stopped"))
            return TacticProblems.NotActive(id, tactic.State).ToResult();
        await tactics.EndAsync(work, tactic, state, result);
        return await CommitAsync(work, accountId, id);
    }

    private static async Task<Results<Ok<AccountTactic>, ProblemHttpResult>> CommitAsync(
        UnitOfWork work,
        Guid accountId,
        Guid id
    )
    {
        var tactic = await FindAsync(work, accountId, id);
        await work.CommitAsync();
        return TypedResults.Ok(tactic);
    }

    private static Task<AccountTactic?> FindAsync(UnitOfWork work, Guid accountId, Guid id) =>
        work.SingleOrDefaultAsync<AccountTactic>(
            $"{AccountTactic.Select} where a.id = @id and a.account_id = @accountId",
            new { id, accountId }
        );
}
