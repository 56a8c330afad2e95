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
    public static void Map(IEndpointRouteBuilder activities) =>
        activities.MapGet("/{id:guid}", HandleAsync).WithName(nameof(GetActivity));

    private static async Task<Results<Ok<Activity>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        Caller caller,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var found = await database.SingleOrDefaultAsync<StoredActivity>(
            $"select {StoredActivity.Columns} from activity where id = @id",
            new { id },
            ct
        );
        if (found is null)
            return ActivityAccess.NotFound(id).ToResult();
        var activity = found.ToActivity();
        response.SetETag(activity.Version);
        var shown =
            !activity.Confidential
            || caller.Id == activity.RecordedBy
            || await AccountAccess.ReadsConfidentialAsync(database, caller, activity.AccountId, ct);
        return TypedResults.Ok(shown ? activity : activity.WithoutContent());
    }
}
