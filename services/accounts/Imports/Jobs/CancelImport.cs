using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Imports.Jobs;

/// <summary>Stops an import at the next batch; what was brought in stays and is counted.</summary>
public static class CancelImport
{
    public static void Map(IEndpointRouteBuilder imports) =>
        imports.MapPost("/{id:guid}/cancel", HandleAsync).WithName(nameof(CancelImport));

    private static async Task<Results<Ok<ImportResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        Caller caller,
        CancellationToken ct
    )
    {
        if (!caller.WritesAllAccounts)
            return ImportProblems.NotAllowed().ToResult();
        await using var work = await database.BeginAsync(ct);
        var job = await work.SingleOrDefaultAsync<ImportJob>(
            $"select {ImportJob.Columns} from import_job where id = @id for update",
            new { id }
        );
        if (job is null)
            return ImportProblems.NotFound(id).ToResult();
        if (job.Status is ImportJob.Completed or ImportJob.FailedStatus)
            return ImportProblems.Over(id, job.Status).ToResult();
        // The worker's next write finds the lease gone.
        job = await work.SingleOrDefaultAsync<ImportJob>(
            $"update import_job set status = 'cancelled', finished_at = coalesce(finished_at, now()), lease = "
                + $"null, leased_until = null where id = @id returning {ImportJob.Columns}",
            new { id }
        );
        await work.ExecuteAsync("delete from import_chunk where job_id = @id", new { id });
        await work.CommitAsync();
        return TypedResults.Ok(ImportResponse.From(job!));
    }
}
