using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;

namespace Platform.Renewals.Subscriptions;

public sealed record CancelSubscriptionRequest(DateOnly EndsOn);

public static class CancelSubscription
{
    public static void Map(IEndpointRouteBuilder subscriptions) =>
        subscriptions
            .MapPost("/{id:guid}/cancellation", HandleAsync)
            .WithName(nameof(CancelSubscription))
            .WithDescription("The subscription ends on a day, past or to come; the ledger follows.");

    private static Task<Results<Ok<SubscriptionResponse>, ProblemHttpResult>> HandleAsync(
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
