using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Onboardings;

/// <param name="Owner">Who owes it; empty: the holder of the role.</param>
public sealed record ChangeOnboardingMilestoneRequest(DateOnly? DueOn, [StringLength(200)] string? Owner);

/// <summary><c>PATCH /v1/onboardings/{id}/milestones/{milestoneId}</c> with the milestone's version in <c>If-Match</c>:
/// another date or owner. What is left out stays.</summary>
internal static class ChangeOnboardingMilestone
{
    public static void Map(IEndpointRouteBuilder onboardings) =>
        onboardings
            .MapPatch("/{id:guid}/milestones/{milestoneId:guid}", HandleAsync)
            .WithName(nameof(ChangeOnboardingMilestone))
            .WithDescription("Another due day or owner; what is left out stays. Needs the milestone's own version.");

    private static async Task<Results<Ok<OnboardingView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid milestoneId,
        ChangeOnboardingMilestoneRequest request,
        HttpRequest http,
        Caller caller,
        Database database,
        Ownership ownership,
        OnboardingChanges changes,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        await OnboardingAccess.RequireAsync(id, caller, database, ownership, ct);
        Problem? problem = null;
        int? seen = null;
        await using var work = await database.BeginAsync(ct);
        await changes.ApplyAsync(work, id, state =>
        {
            if (state.Status != "open")
                problem = OnboardingProblems.NotOpen(id, state.Status);
            else if (state.Milestones.FirstOrDefault(m => m.MilestoneId == milestoneId) is not { } milestone)
                problem = Problem.NotFound("milestone", milestoneId);
            else if (!milestone.IsOpen)
                problem = OnboardingProblems.MilestoneClosed(milestone.Name, milestone.Status, milestone.ClosedOn);
            else if (expected is { } version && version != milestone.Version)
                seen = version;
            else if (request.DueOn < state.SignedOn)
                problem = Problem.Invalid(
                    "dueOn",
                    $"{request.DueOn:yyyy-MM-dd} lies before the signature ({state.SignedOn:yyyy-MM-dd})"
                );
            else
            {
                milestone.DueOn = request.DueOn ?? milestone.DueOn;
                if (request.Owner is { } owner)
                    milestone.Owner = owner.Trim().Length == 0 ? null : owner.Trim();
                milestone.Changed = true;
            }
        });
        if (problem is not null)
            return problem.ToResult();
        var view = (await OnboardingView.ReadAsync(work, id))!;
        if (seen is { } older && view.Milestones.Single(m => m.Id == milestoneId) is var current)
            return ETags.LostUpdate("milestone", older, current.Version, current).ToResult();
        await work.CommitAsync();
        return TypedResults.Ok(view);
    }
}
