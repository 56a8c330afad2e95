using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.Renewals.Revenue;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Subscriptions;

/// <param name="Trial">A trial counts for no revenue, until <paramref name="TrialEndsOn"/> where that is known.</param>
/// <param name="TrialEndsOn">First day that is paid for, of a trial that becomes paid by itself, ISO date.</param>
public sealed record CreateSubscriptionRequest(
    Guid AccountId,
    [Required, StringLength(200)] string Product,
    DateOnly StartsOn,
    DateOnly? EndsOn,
    DateOnly? TermEndsOn,
    bool AutoRenew,
    [Range(0, 3650)] int? NoticeDays,
    bool Trial,
    [Required] PriceRequest Price,
    DateOnly? TrialEndsOn
);

public static class CreateSubscription
{
    public static void Map(IEndpointRouteBuilder subscriptions) =>
        subscriptions
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateSubscription))
            .WithDescription("Adds what a customer pays again and again; the ledger follows.");

    private static async Task<Results<Created<SubscriptionResponse>, ProblemHttpResult>> HandleAsync(
        CreateSubscriptionRequest request,
        Caller caller,
        Database database,
        AccountDirectory directory,
        Ownership ownership,
        AccountBookRepository books,
        Products products,
        HttpResponse response,
        CancellationToken ct
    )
    {
        if (!await directory.ExistsAsync(request.AccountId, ct))
            return AccountProblems.UnknownAccount(request.AccountId).ToResult();
        await ownership.RequireAsync(caller, request.AccountId, ct);
        if (request.EndsOn < request.StartsOn)
            return Problem.Invalid("endsOn", $"lies before the start, {request.StartsOn:yyyy-MM-dd}").ToResult();
        if (request.TermEndsOn < request.StartsOn)
            return Problem.Invalid("termEndsOn", $"lies before the start, {request.StartsOn:yyyy-MM-dd}").ToResult();
        if (request.TrialEndsOn < request.StartsOn)
            return Problem.Invalid("trialEndsOn", $"lies before the start, {request.StartsOn:yyyy-MM-dd}").ToResult();

        await using var work = await database.BeginAsync(ct);
        var book = (await books.LockAsync(work, [request.AccountId])).Values.Single();
        var product = (await products.EnsureAsync(work, [request.Product])).Values.Single();
        var created = book.Put(
            new Subscription(
                Guid.CreateVersion7(),
                request.AccountId,
                product,
                request.StartsOn,
                [request.Price.From(request.StartsOn)]
            )
            {
                EndsOn = request.EndsOn,
                TermEndsOn = request.TermEndsOn,
                AutoRenew = request.AutoRenew,
                NoticeDays = request.NoticeDays,
                Trial = request.Trial,
                TrialEndsOn = request.TrialEndsOn,
            }
        );
        try
        {
            await books.SaveAsync(work, [book], await books.RatesAsync(work));
        }
        catch (MissingRateException missing)
        {
            return SubscriptionProblems.NoRate("price.amount", missing).ToResult();
        }

        await work.CommitAsync();
        response.SetETag(created.Version);
        return TypedResults.Created($"/v1/subscriptions/{created.Id}", SubscriptionResponse.Of(created));
    }
}
