using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.Renewals.Revenue;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Subscriptions;

/// <summary>Changes one subscription under its account's lock, if it is still at the version that the caller
/// saw.</summary>
public sealed class SubscriptionChanges(Database database, AccountBookRepository books, Ownership ownership)
{
    public async Task<Results<Ok<SubscriptionResponse>, ProblemHttpResult>> ApplyAsync(
        Guid id,
        Caller caller,
        HttpContext http,
        Func<Subscription, Subscription> change,
        CancellationToken ct
    )
    {
        var expected = http.Request.ExpectedVersion();
        if (
            await database.ScalarAsync<Guid?>("select account_id from subscription where id = @id", new { id }, ct)
            is not { } account
        )
            return Problem.NotFound("subscription", id).ToResult();
        await ownership.RequireAsync(caller, account, ct);

        await using var work = await database.BeginAsync(ct);
        var book = (await books.LockAsync(work, [account])).Values.Single();
        var known = book.Find(id)!;
        if (expected is { } version && version != known.Version)
            return ETags.LostUpdate("subscription", version, known.Version, SubscriptionResponse.Of(known)).ToResult();

        var next = change(known);
        if (!next.SameAs(known))
            next = book.Put(next);
        try
        {
            await books.SaveAsync(work, [book], await books.RatesAsync(work));
        }
        catch (MissingRateException missing)
        {
            return SubscriptionProblems.NoRate("price.amount", missing).ToResult();
        }

        await work.CommitAsync();
        http.Response.SetETag(next.Version);
        return TypedResults.Ok(SubscriptionResponse.Of(next));
    }
}
