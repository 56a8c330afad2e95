using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Onboardings;

internal static class GetOnboarding
{
    public static void Map(IEndpointRouteBuilder onboardings) =>
        onboardings
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetOnboarding))
            .WithDescription("One onboarding with stages, milestones and escalations.");

    internal static async Task<Results<Ok<OnboardingView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (await OnboardingView.ReadAsync(work, id) is not { } view)
            return Problem.NotFound("onboarding", id).ToResult();
        response.SetETag(view.Version);
        return TypedResults.Ok(view);
    }
}
