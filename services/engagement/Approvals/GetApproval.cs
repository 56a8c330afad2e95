using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Approvals;

public static class GetApproval
{
    public static void Map(IEndpointRouteBuilder approvals) =>
        approvals
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetApproval))
            .WithDescription("One approval with all that a decision stands on.");

    private static async Task<Results<Ok<ApprovalResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    )
    {
        var row = await database.SingleOrDefaultAsync<ApprovalRow>(
            $"{ApprovalRow.Select} where id = @id",
            new { id },
            ct
        );
        return row is null ? ApprovalProblems.NotFound(id).ToResult() : TypedResults.Ok(ApprovalResponse.Of(row));
    }
}
