using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;

namespace Platform.SuccessPlans.Onboardings;

/// <param name="CompletedOn">Today where it is missing.</param>
public sealed record CompleteOnboardingMilestoneRequest(DateOnly? CompletedOn, [StringLength(2000)] string? Evidence);

internal static class CompleteOnboardingMilestone
{
    public static void Map(IEndpointRouteBuilder onboardings) =>
        onboardings
            .MapPost("/{id:guid}/milestones/{milestoneId:guid}/completion", HandleAsync)
            .WithName(nameof(CompleteOnboardingMilestone))
            .WithDescription("The milestone is done, with what shows it.");

    private static Task<Results<Ok<OnboardingView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid milestoneId,
        CompleteOnboardingMilestoneRequest request,
        Caller caller,
        MilestoneCloser milestones,
        CancellationToken ct
    ) =>
        milestones.CloseAsync(
            id,
            milestoneId,
            new MilestoneClosing("done", request.CompletedOn, request.Evidence),
            caller,
            ct
        );
}
