using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;

namespace Platform.Renewals.Subscriptions;

public sealed record ChangePriceRequest(DateOnly From, [Required] PriceRequest Price);

public static class ChangePrice
{
    public static void Map(IEndpointRouteBuilder subscriptions) =>
        subscriptions
            .MapPost("/{id:guid}/prices", HandleAsync)
            .WithName(nameof(ChangePrice))
            .WithDescription("Another price from a day on, past or to come; the ledger follows.");

    private static Task<Results<Ok<SubscriptionResponse>, ProblemHttpResult>> HandleAsync(
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
}
