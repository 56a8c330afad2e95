using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Audit;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Segments;

public static class DeleteSegment
{
    public static void Map(IEndpointRouteBuilder segments) =>
        segments
            .MapDelete("/{id:guid}", HandleAsync)
            .WithName(nameof(DeleteSegment))
            .WithDescription("Deletes a segment; its members leave it.")
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        AuditLog audit,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await SegmentMembership.LockAloneAsync(work);
        var name = await work.ScalarAsync<string>("delete from segment where id = @id returning name", new { id });
        if (name is null)
            return SegmentProblems.NotFound(id).ToResult();
        await audit.WriteAsync(work, new AuditEntry("deleted", "segment", id, null, new { name }, null));
        await work.CommitAsync();
        return TypedResults.NoContent();
    }
}
