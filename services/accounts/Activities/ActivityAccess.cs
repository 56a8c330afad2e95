using Platform.Accounts.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Activities;

/// <summary>Who recorded an activity corrects it; managers and operations correct any.</summary>
internal static class ActivityAccess
{
    /// <exception cref="ProblemException">404 where there is no such activity, 403 where it is another
    /// person's.</exception>
    public static async Task<Activity> LockForChangeAsync(UnitOfWork work, Caller caller, Guid id)
    {
        // The account first, as everywhere, so that two changes never wait for each other in a circle.
        var account = await work.ScalarAsync<Guid?>("select account_id from activity where id = @id", new { id });
        if (account is null)
            throw NotFound(id).ToException();
        await AccountReader.LockAsync(work, [account.Value]);
        var found = await work.SingleOrDefaultAsync<StoredActivity>(
            $"select {StoredActivity.Columns} from activity where id = @id and account_id = @account for update",
            new { account, id }
        );
        var activity = found?.ToActivity() ?? throw NotFound(id).ToException();
        if (!caller.WritesAllAccounts && caller.Id != activity.RecordedBy)
            throw NotYours(activity).ToException();
        return activity;
    }

    public static Problem NotFound(Guid id) => Problem.NotFound("activity", id);

    private static Problem NotYours(Activity activity) =>
        new(
            "activities/not-yours",
            StatusCodes.Status403Forbidden,
            "Another person recorded the activity.",
            activity.RecordedBy is { } author
                ? $"Only {author}, a manager or operations may correct it."
                : "Only a manager or operations may correct what an import brought."
        );
}
