using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Approvals;

/// <param name="Path">The page's path at the gateway. The secret in it is shown this once.</param>
/// <param name="ExpiresAt">From this instant on it works no more (RFC 3339, UTC).</param>
public sealed record IssueApprovalLinkResponse(string Path, DateTimeOffset ExpiresAt);

public static class IssueApprovalLink
{
    public static void Map(IEndpointRouteBuilder approvals) =>
        approvals
            .MapPost("/{id:guid}/links", HandleAsync)
            .WithName(nameof(IssueApprovalLink))
            .WithDescription("Makes a link by which the caller decides this approval once, without a login.")
            .RequireRoles(Roles.Csm, Roles.Manager, Roles.Ops, Roles.Executive)
            .LetExecutivesWrite();

    private static async Task<Results<Ok<IssueApprovalLinkResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Caller caller,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (!await work.ScalarAsync<bool>("select exists (select from approval where id = @id)", new { id }))
            return ApprovalProblems.NotFound(id).ToResult();
        var (path, expiresAt) = await ApprovalLinks.IssueAsync(work, id, caller.Id, caller.Role);
        await work.CommitAsync();
        return TypedResults.Ok(new IssueApprovalLinkResponse(path, expiresAt));
    }
}
