using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Tactics;

/// <param name="GoalUsers">How many users of the tactic's feature make full adoption; none: adoption is told by
/// hand.</param>
/// <param name="TacticId">The tactic of the catalogue; GET /v1/tactics lists them.</param>
public sealed record AgreeTacticRequest(Guid TacticId, Guid? ObjectiveId, [Range(1, 10_000_000)] int? GoalUsers);

public static class AgreeTactic
{
    public static void Map(IEndpointRouteBuilder account) =>
        account
            .MapPost("/tactics", HandleAsync)
            .WithName(nameof(AgreeTactic))
            .WithDescription(
                "Agrees a tactic with a customer. At most as many are active at once as the organisation allows; "
                    + "others queue."
            );

    private static async Task<Results<Ok<AccountTactic>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        AgreeTacticRequest request,
        Caller caller,
        Database database,
        AccountDirectory accounts,
        Ownership ownership,
        TacticService tactics,
        CancellationToken ct
    )
    {
        await accounts.RequireAsync(accountId, ct);
        await ownership.RequireAsync(caller, accountId, ct);
        await using var work = await database.BeginAsync(ct);
        await tactics.LockAsync(work, accountId);
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
            await tactics.AgreeAsync(work, accountId, request.TacticId, request.ObjectiveId, request.GoalUsers)
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

    private const string HasObjective =
        "select exists (select from objective o join plan p on p.id = o.plan_id where o.id = @objective and "
        + "p.account_id = @accountId and not o.removed)";
}
