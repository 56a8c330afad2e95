using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;

namespace Platform.Renewals.Subscriptions;

/// <param name="On">First day that is paid for, past or to come, ISO date.</param>
public sealed record ConvertTrialRequest(DateOnly On);

public static class ConvertTrial
{
    public static void Map(IEndpointRouteBuilder subscriptions) =>
        subscriptions
            .MapPost("/{id:guid}/conversion", HandleAsync)
            .WithName(nameof(ConvertTrial))
            .WithDescription("A trial becomes paid on a day, past or to come; before that day it earned nothing.");

    private static Task<Results<Ok<SubscriptionResponse>, ProblemHttpResult>> HandleAsync(
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
}
