using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Activities;

/// <summary>
/// One call, e-mail, meeting or note. Of a confidential one only its author, the owners and leadership see what it
/// was about.
/// </summary>
public static class GetActivity
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapGet("/{id:guid}/activities/{activityId:guid}", HandleAsync).WithName(nameof(GetActivity));

    /// <param name="activityId">The activity.</param>
    private static async Task<Results<Ok<Activity>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid activityId,
        Database database,
        Caller caller,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var found = await database.SingleOrDefaultAsync<StoredActivity>(
            $"select {StoredActivity.Columns} from activity where id = @activityId and account_id = @id",
            new { id, activityId },
            ct
        );
        if (found is null)
            return ActivityAccess.NotFound(activityId).ToResult();
        var activity = found.ToActivity();
        response.SetETag(activity.Version);
        var shown =
            !activity.Confidential
            || caller.Id == activity.RecordedBy
            || await AccountAccess.ReadsConfidentialAsync(database, caller, id, ct);
        return TypedResults.Ok(shown ? activity : activity.WithoutContent());
    }
}
