using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Reviews;

internal static class ReviewAccess
{
    /// <summary>The review's account. Asked before a unit of work begins: a request holds one connection at a
    /// time.</summary>
    /// <exception cref="ProblemException">404, or 403 where the caller may not write to the account.</exception>
    public static async Task<Guid> RequireAsync(
        Guid reviewId,
        Caller caller,
        Database database,
        Ownership ownership,
        CancellationToken ct
    )
    {
        var account = await database.ScalarAsync<Guid?>(
            "select account_id from review where review_id = @reviewId",
            new { reviewId },
            ct
        ) ?? throw Problem.NotFound("review", reviewId).ToException();
        await ownership.RequireAsync(caller, account, ct);
        return account;
    }
}
