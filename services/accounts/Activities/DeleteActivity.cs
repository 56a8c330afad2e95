using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Audit;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Activities;

/// <summary>
/// Takes back what was recorded by mistake: by who recorded it, a manager or operations. The audit log keeps what it
/// said. Needs If-Match.
/// </summary>
public static class DeleteActivity
{
    public static void Map(IEndpointRouteBuilder activities) =>
        activities.MapDelete("/{id:guid}", HandleAsync).WithName(nameof(DeleteActivity));

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        ActivityWriter writer,
        AuditLog audit,
        Caller caller,
        HttpRequest http,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        var activity = await ActivityAccess.LockForChangeAsync(work, caller, id);
        if (expected is { } version && version != activity.Version)
            return (
                await LostUpdates.DescribeAsync(work, "activity", id, version, activity.Version, activity)
            ).ToResult();
        await writer.DeleteAsync(work, activity);
        await audit.WriteAsync(
            work,
            new AuditEntry("deleted", "activity", id, activity.AccountId, activity, null, Version: activity.Version + 1)
        );
        await work.CommitAsync();
        return TypedResults.NoContent();
    }
}
