using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>A person completes a milestone, or decides that it is not needed.</summary>
internal sealed class MilestoneCloser(
    Database database,
    Ownership ownership,
    OnboardingChanges changes,
    OrganisationCalendar day
)
{
    public async Task<Results<Ok<OnboardingView>, ProblemHttpResult>> CloseAsync(
        Guid id,
        Guid milestoneId,
        MilestoneClosing closing,
        Caller caller,
        CancellationToken ct
    )
    {
        var (problem, view) = await ApplyAsync(id, milestoneId, closing, caller, ct);
        return problem is not null ? problem.ToResult() : TypedResults.Ok(view);
    }

    public async Task<(Problem? Problem, OnboardingView? View)> ApplyAsync(
        Guid id,
        Guid milestoneId,
        MilestoneClosing closing,
        Caller caller,
        CancellationToken ct
    )
    {
        await OnboardingAccess.RequireAsync(id, caller, database, ownership, ct);
        var on = closing.On ?? day.Today;
        Problem? problem = null;
        await using var work = await database.BeginAsync(ct);
        await changes.ApplyAsync(work, id, state =>
        {
            var milestone = state.Milestones.FirstOrDefault(m => m.MilestoneId == milestoneId);
            if (closing.IsRepeatable && milestone?.Status == closing.Status)
                return;
            if (state.Status != "open")
                problem = OnboardingProblems.NotOpen(id, state.Status);
            else if (milestone is null)
                problem = Problem.NotFound("milestone", milestoneId);
            else if (!milestone.IsOpen)
                problem = OnboardingProblems.MilestoneClosed(milestone.Name, milestone.Status, milestone.ClosedOn);
            else if (on > day.Today || on < state.SignedOn)
                problem = Problem.Invalid(
                    "completedOn",
                    $"{on:yyyy-MM-dd} is not between the signature ({state.SignedOn:yyyy-MM-dd}) and today"
                );
            else
                milestone.Close(closing.Status, on, caller.Id, closing.Evidence, byTelemetry: false);
        });
        if (problem is not null)
            return (problem, null);
        var view = await OnboardingView.ReadAsync(work, id);
        await work.CommitAsync();
        return (null, view);
    }
}
