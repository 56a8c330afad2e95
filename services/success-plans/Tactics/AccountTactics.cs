using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Tactics;

/// <param name="Items">Active first, then the queue in order, then what is over.</param>
/// <param name="Escalations">Tactics that fell behind, and who was told.</param>
public sealed record AccountTacticsView(IReadOnlyList<AccountTactic> Items, IReadOnlyList<EscalationView> Escalations);

/// <summary>What an account does: at most three tactics at a time, the others wait.</summary>
public static class AccountTactics
{
    public static void Map(IEndpointRouteBuilder account)
    {
        account
            .MapGet("/tactics", ListAsync)
            .WithName("ListAccountTactics")
            .WithDescription("Tactics that were agreed with an account.");
        account
            .MapPost("/tactics", AgreeAsync)
            .WithName("AgreeTactic")
            .WithDescription(
                "Agrees a tactic with a customer. At most as many are active at once as the organisation allows; "
                    + "others queue."
            );
        account
            .MapPost("/tactics/{id:guid}/adoption", AdoptAsync)
            .WithName("RecordAdoption")
            .WithDescription("How far the customer has taken a tactic up, as somebody judges.");
        account
            .MapPost(
                "/tactics/{id:guid}/completion",
                (
                    Guid accountId,
                    Guid id,
                    EndTacticRequest request,
                    Caller caller,
                    Database database,
                    TacticService desk,
                    CancellationToken ct
                ) => EndAsync(accountId, id, "completed", request.Result, caller, database, desk, ct)
            )
            .WithName("CompleteTactic")
            .WithDescription("The tactic is done at this customer; the next in the queue becomes active.");
        account
            .MapPost(
                "/tactics/{id:guid}/stop",
                (
                    Guid accountId,
                    Guid id,
                    EndTacticRequest request,
                    Caller caller,
                    Database database,
                    TacticService desk,
                    CancellationToken ct
                ) => EndAsync(accountId, id, "stopped", request.Result, caller, database, desk, ct)
            )
            .WithName("StopTactic")
            .WithDescription("Stops a tactic at this customer with a reason; the next in the queue becomes active.");
    }

    private static async Task<AccountTacticsView> ListAsync(
        Guid accountId,
        Database database,
        AccountDirectory accounts,
        CancellationToken ct
    )
    {
        await accounts.RequireAsync(accountId, ct);
        return new AccountTacticsView(
            await database.QueryAsync<AccountTactic>(AccountTactic.OfAccount, new { accountId }, ct),
            await database.QueryAsync<EscalationView>(Escalations, new { accountId }, ct)
        );
    }

    private static async Task<Results<Ok<AccountTactic>, ProblemHttpResult>> AgreeAsync(
        Guid accountId,
        AgreeTacticRequest request,
        Caller caller,
        Database database,
        AccountDirectory accounts,
        Ownership ownership,
        TacticService desk,
        CancellationToken ct
    )
    {
        await accounts.RequireAsync(accountId, ct);
        await ownership.RequireAsync(caller, accountId, ct);
        await using var work = await database.BeginAsync(ct);
        await desk.LockAsync(work, accountId);
        if (
            !await work.ScalarAsync<bool>(
                "select exists (select from tactic where id = @TacticId)",
                new { request.TacticId }
            )
        )
            return Problem
                .Invalid("tacticId", $"there is no tactic {request.TacticId}; GET /v1/tactics lists them")
                .ToResult();
        if (
            request.ObjectiveId is { } objective
            && !await work.ScalarAsync<bool>(HasObjective, new { objective, accountId })
        )
            return Problem.Invalid("objectiveId", $"the account's plan has no objective {objective}").ToResult();
        if (
            await desk.AgreeAsync(work, accountId, request.TacticId, request.ObjectiveId, request.GoalUsers)
            is not { } agreed
        )
            return TacticProblems
                .AlreadyAgreed(
                    await work.ScalarAsync<Guid>(
                        "select id from account_tactic where account_id = @accountId and tactic_id = @TacticId "
                            + "and state in ('queued', 'active')",
                        new { accountId, request.TacticId }
                    )
                )
                .ToResult();
        await work.CommitAsync();
        return TypedResults.Ok(agreed);
    }

    private static async Task<Results<Ok<AccountTactic>, ProblemHttpResult>> AdoptAsync(
        Guid accountId,
        Guid id,
        AdoptionRequest request,
        Caller caller,
        Database database,
        TacticService desk,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await desk.LockAsync(work, accountId);
        if (await FindAsync(work, accountId, id) is not { } tactic)
            return Problem.NotFound("tactic", id).ToResult();
        await Ownership.RequireAsync(work, caller, accountId);
        if (tactic.State != "active")
            return TacticProblems.NotActive(id, tactic.State).ToResult();
        await desk.AdoptAsync(work, tactic, request.Adoption!.Value);
        return await AnswerAsync(work, accountId, id);
    }

    private static async Task<Results<Ok<AccountTactic>, ProblemHttpResult>> EndAsync(
        Guid accountId,
        Guid id,
        string state,
        string? result,
        Caller caller,
        Database database,
        TacticService desk,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await desk.LockAsync(work, accountId);
        if (await FindAsync(work, accountId, id) is not { } tactic)
            return Problem.NotFound("tactic", id).ToResult();
        await Ownership.RequireAsync(work, caller, accountId);
        // What only waits can be taken out of the queue, but nothing that never began is completed.
        if (tactic.State != "active" && (tactic.State, state) != ("queued", "stopped"))
            return TacticProblems.NotActive(id, tactic.State).ToResult();
        await desk.EndAsync(work, tactic, state, result);
        return await AnswerAsync(work, accountId, id);
    }

    private static async Task<Results<Ok<AccountTactic>, ProblemHttpResult>> AnswerAsync(
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

    private const string HasObjective =
        "select exists (select from objective o join plan p on p.id = o.plan_id where o.id = @objective and "
        + "p.account_id = @accountId and not o.removed)";

    private const string Escalations = """
        select e.at, e.account_tactic_id, e.adoption, e.expected, e.contact_id, c.name as contact_name, e.resolved_at
        from escalation e join account_tactic a on a.id = e.account_tactic_id left
            join contact_copy c on c.contact_id = e.contact_id
        where a.account_id = @accountId order by e.at desc
        """;
}
