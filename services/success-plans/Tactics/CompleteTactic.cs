using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;

namespace Platform.SuccessPlans.Tactics;

public static class CompleteTactic
{
    public static void Map(IEndpointRouteBuilder account) =>
        account
            .MapPost("/tactics/{id:guid}/completion", HandleAsync)
            .WithName(nameof(CompleteTactic))
            .WithDescription("The tactic is done at this customer; the next in the queue becomes active.");

    private static Task<Results<Ok<AccountTactic>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        Guid id,
        EndTacticRequest request,
        Caller caller,
        AccountTacticEditor tactics,
        CancellationToken ct
    ) => tactics.EndAsync(accountId, id, "completed", request.Result, caller, ct);
}
