using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Reviews;

/// <summary>Changes a review that was not held yet.</summary>
internal sealed class ReviewEditor(Database database, Ownership ownership)
{
    /// <param name="change">An update by <c>@id</c>.</param>
    public async Task<Results<Ok<ReviewView>, ProblemHttpResult>> ChangeAsync(
        Guid id,
        string change,
        object args,
        Caller caller,
        CancellationToken ct
    )
    {
        await ReviewAccess.RequireAsync(id, caller, database, ownership, ct);
        await using var work = await database.BeginAsync(ct);
        if (await work.SingleOrDefaultAsync<ReviewRow>(ReviewRow.Lock, new { id }) is not { } review)
            return Problem.NotFound("review", id).ToResult();
        if (!review.IsOpen)
            return ReviewProblems.Over(id, review.Status).ToResult();
        await work.ExecuteAsync(change, args);
        var view = await ReviewView.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Ok(view);
    }
}
