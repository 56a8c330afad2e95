using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;

namespace Platform.Renewals.Subscriptions;

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
