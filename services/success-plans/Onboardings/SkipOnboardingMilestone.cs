using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;

namespace Platform.SuccessPlans.Onboardings;

public sealed record SkipOnboardingMilestoneRequest([Required, StringLength(2000)] string Reason);

internal static class SkipOnboardingMilestone
{
    public static void Map(IEndpointRouteBuilder onboardings) =>
        onboardings
            .MapPost("/{id:guid}/milestones/{milestoneId:guid}/omission", HandleAsync)
            .WithName(nameof(SkipOnboardingMilestone))
            .WithDescription("The milestone is left out, with the reason.");

    private static Task<Results<Ok<OnboardingView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid milestoneId,
        SkipOnboardingMilestoneRequest request,
        Caller caller,
        MilestoneCloser milestones,
        CancellationToken ct
    ) => milestones.CloseAsync(id, milestoneId, new MilestoneClosing("skipped", On: null, request.Reason), caller, ct);
}
