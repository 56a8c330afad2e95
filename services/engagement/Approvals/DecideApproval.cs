using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;

namespace Platform.Engagement.Approvals;

public static class DecideApproval
{
    public static void Map(IEndpointRouteBuilder approvals) =>
        approvals
            .MapPost("/{id:guid}/decision", HandleAsync)
            .WithName(nameof(DecideApproval))
            .WithDescription("Approves or refuses exactly what was shown; 409 where the account has changed since.")
            .LetExecutivesWrite();

    private static async Task<Results<Ok<ApprovalResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ApprovalDecision request,
        Caller caller,
        ApprovalDecisions decisions,
        CancellationToken ct
    ) => TypedResults.Ok(await decisions.DecideAsync(id, request, caller, ct));
}
