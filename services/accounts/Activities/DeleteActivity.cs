using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Accounts;
using Platform.Accounts.Audit;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Activities;

/// <summary>
/// Takes back what was recorded by mistake: by who recorded it, a manager or operations. The audit log keeps what it
/// said.
/// </summary>
public static class DeleteActivity
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapDelete("/{id:guid}/activities/{activityId:guid}", HandleAsync).WithName(nameof(DeleteActivity));

    /// <param name="activityId">The activity.</param>
    private static async Task<NoContent> HandleAsync(
        Guid id,
        Guid activityId,
        Database database,
        ActivityWriter writer,
        AuditLog audit,
        Caller caller,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await AccountReader.LockAsync(work, [id]);
        var activity = await ActivityAccess.LockForChangeAsync(work, caller, id, activityId);
        await writer.DeleteAsync(work, activity);
        await audit.WriteAsync(
            work,
            new AuditEntry("deleted", "activity", activityId, id, activity, null, Version: activity.Version + 1)
        );
        await work.CommitAsync();
        return TypedResults.NoContent();
    }
}
