using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;

namespace Platform.SuccessPlans.Tactics;

public static class StopTactic
{
    public static void Map(IEndpointRouteBuilder account) =>
        account
            .MapPost("/tactics/{id:guid}/stop", HandleAsync)
            .WithName(nameof(StopTactic))
            .WithDescription("Stops a tactic at this customer with a reason; the next in the queue becomes active.");

    private static Task<Results<Ok<AccountTactic>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        Guid id,
        EndTacticRequest request,
        Caller caller,
        AccountTacticEditor tactics,
        CancellationToken ct
    ) => tactics.EndAsync(accountId, id, "stopped", request.Result, caller, ct);
}
