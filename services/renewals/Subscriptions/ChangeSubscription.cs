using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.Renewals.Revenue;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Subscriptions;

public sealed record ChangePriceRequest(DateOnly From, [Required] PriceRequest Price);

public sealed record CancelSubscriptionRequest(DateOnly EndsOn);

/// <param name="On">First day that is paid for, past or to come, ISO date.</param>
public sealed record ConvertTrialRequest(DateOnly On);

/// <summary>Changes with the day on which they take effect: long ago, today, or some day to come.</summary>
public static class ChangeSubscription
{
    public static void Map(IEndpointRouteBuilder subscriptions)
    {
        subscriptions
            .MapPost("/{id:guid}/prices", ChangePriceAsync)
            .WithName("ChangePrice")
            .WithDescription("Another price from a day on, past or to come; the ledger follows.");
        subscriptions
            .MapPost("/{id:guid}/cancellation", CancelAsync)
            .WithName("CancelSubscription")
            .WithDescription("The subscription ends on a day, past or to come; the ledger follows.");
        subscriptions
            .MapPost("/{id:guid}/conversion", ConvertAsync)
            .WithName("ConvertTrial")
            .WithDescription("A trial becomes paid on a day, past or to come; before that day it earned nothing.");
    }

    private static Task<Results<Ok<SubscriptionResponse>, ProblemHttpResult>> ConvertAsync(
        Guid id,
        ConvertTrialRequest request,
        Caller caller,
        HttpContext http,
        SubscriptionChanges changes,
        CancellationToken ct
    ) =>
        changes.ApplyAsync(
            id,
            caller,
            http,
            s =>
                !s.Trial && s.TrialEndsOn is null ? throw SubscriptionProblems.NoTrial(s).ToException()
                : s.Facts.TermOn(request.On) is null
                    ? throw SubscriptionProblems.Outside("on", request.On, s).ToException()
                : s with { TrialEndsOn = request.On },
            ct
        );

    private static Task<Results<Ok<SubscriptionResponse>, ProblemHttpResult>> ChangePriceAsync(
        Guid id,
        ChangePriceRequest request,
        Caller caller,
        HttpContext http,
        SubscriptionChanges changes,
        CancellationToken ct
    ) =>
        changes.ApplyAsync(
            id,
            caller,
            http,
            s =>
                s.Facts.TermOn(request.From) is null
                    ? throw SubscriptionProblems.Outside("from", request.From, s).ToException()
                    : s with
                    {
                        Terms = s.Facts.WithTerm(request.Price.From(request.From)).Terms,
                    },
            ct
        );

    private static Task<Results<Ok<SubscriptionResponse>, ProblemHttpResult>> CancelAsync(
        Guid id,
        CancelSubscriptionRequest request,
        Caller caller,
        HttpContext http,
        SubscriptionChanges changes,
        CancellationToken ct
    ) =>
        changes.ApplyAsync(
            id,
            caller,
            http,
            s =>
                request.EndsOn < s.StartsOn
                    ? throw SubscriptionProblems.Outside("endsOn", request.EndsOn, s).ToException()
                    : s with
                    {
                        EndsOn = request.EndsOn,
                        Status = SubscriptionStatus.Cancelled,
                        AutoRenew = false,
                    },
            ct
        );
}

/// <summary>Changes one subscription under its account's lock, if it is still at the version that the caller
/// saw.</summary>
public sealed class SubscriptionChanges(Database database, AccountBooks books, Ownership ownership)
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
