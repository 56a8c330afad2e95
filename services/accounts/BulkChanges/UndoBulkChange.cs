using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.BulkChanges;

/// <summary>
/// Brings the accounts of a bulk change back to what they were, in the background; those that another person changed
/// since stay as they are.
/// </summary>
public static class UndoBulkChange
{
    public static void Map(IEndpointRouteBuilder bulk) =>
        bulk.MapPost("/{id:guid}/undo", HandleAsync).WithName(nameof(UndoBulkChange));

    private static async Task<Results<Accepted<BulkChangeResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        BulkSignal signal,
        Caller caller,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync("select from bulk_change where id = @id for update", new { id });
        var row = await work.SingleOrDefaultAsync<BulkChangeRow>($"{BulkChangeRow.Read} where id = @id", new { id });
        if (row is null)
            return BulkProblems.NotFound(id).ToResult();
        if (!caller.WritesAllAccounts && caller.Id != row.CreatedBy)
            return BulkProblems.NotYours(row.CreatedBy).ToResult();
        if (row.DryRun)
            return BulkProblems.NotUndoable("It was a dry run: nothing was changed.").ToResult();
        if (row.Status != BulkChangeRow.Completed)
            return BulkProblems
                .NotUndoable($"It is {row.Status}; wait until it is completed, and undo it once.")
                .ToResult();
        await work.ExecuteAsync(
            """
            update bulk_change set status = 'undoing', finished_at = null where id = @id;
            update bulk_change_item set result = 'undoing' where bulk_id = @id and result = 'changed';
            """,
            new { id }
        );
        work.AfterCommit(signal.Set);
        var undoing = (
            await work.SingleOrDefaultAsync<BulkChangeRow>($"{BulkChangeRow.Read} where id = @id", new { id })
        )!.ToResponse();
        await work.CommitAsync();
        return TypedResults.Accepted($"/v1/bulk/{id}", undoing);
    }
}
