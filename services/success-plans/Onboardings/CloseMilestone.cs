using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>A person completes a milestone, or decides that it is not needed.</summary>
internal static class CloseMilestone
{
    public static void Map(IEndpointRouteBuilder onboardings)
    {
        onboardings
            .MapPost(
                "/{id:guid}/milestones/{milestoneId:guid}/completion",
                (
                    Guid id,
                    Guid milestoneId,
                    CompleteOnboardingMilestoneRequest request,
                    Caller caller,
                    Database database,
                    Ownership ownership,
                    OnboardingChanges changes,
                    OrganisationCalendar day,
                    CancellationToken ct
                ) =>
                    CloseAsync(
                        id,
                        milestoneId,
                        "done",
                        request.CompletedOn ?? day.Today,
                        request.Evidence,
                        caller,
                        database,
                        ownership,
                        changes,
                        day,
                        ct
                    )
            )
            .WithName("CompleteOnboardingMilestone")
            .WithDescription("The milestone is done, with what shows it.");
        onboardings
            .MapPost(
                "/{id:guid}/milestones/{milestoneId:guid}/omission",
                (
                    Guid id,
                    Guid milestoneId,
                    SkipOnboardingMilestoneRequest request,
                    Caller caller,
                    Database database,
                    Ownership ownership,
                    OnboardingChanges changes,
                    OrganisationCalendar day,
                    CancellationToken ct
                ) =>
                    CloseAsync(
                        id,
                        milestoneId,
                        "skipped",
                        day.Today,
                        request.Reason,
                        caller,
                        database,
                        ownership,
                        changes,
                        day,
                        ct
                    )
            )
            .WithName("SkipOnboardingMilestone")
            .WithDescription("The milestone is left out, with the reason.");
    }

    private static async Task<Results<Ok<OnboardingView>, ProblemHttpResult>> CloseAsync(
        Guid id,
        Guid milestoneId,
        string status,
        DateOnly on,
        string? evidence,
        Caller caller,
        Database database,
        Ownership ownership,
        OnboardingChanges changes,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        var (problem, view) = await ApplyAsync(
            id,
            milestoneId,
            status,
            on,
            evidence,
            repeatable: false,
            caller,
            database,
            ownership,
            changes,
            day,
            ct
        );
        return problem is not null ? problem.ToResult() : TypedResults.Ok(view);
    }

    /// <param name="repeatable">A milestone that is closed already is no problem: it stays as it is.</param>
    internal static async Task<(Problem? Problem, OnboardingView? View)> ApplyAsync(
        Guid id,
        Guid milestoneId,
        string status,
        DateOnly on,
        string? evidence,
        bool repeatable,
        Caller caller,
        Database database,
        Ownership ownership,
        OnboardingChanges changes,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await OnboardingAccess.RequireAsync(id, caller, database, ownership, ct);
        Problem? problem = null;
        await using var work = await database.BeginAsync(ct);
        await changes.ApplyAsync(work, id, state =>
        {
            if (repeatable && state.Milestones.Any(m => m.MilestoneId == milestoneId && m.Status == status))
                return;
            if (state.Status != "open")
                problem = OnboardingProblems.NotOpen(id, state.Status);
            else if (state.Milestones.FirstOrDefault(m => m.MilestoneId == milestoneId) is not { } milestone)
                problem = Problem.NotFound("milestone", milestoneId);
            else if (!milestone.IsOpen)
                problem = OnboardingProblems.MilestoneClosed(milestone.Name, milestone.Status, milestone.ClosedOn);
            else if (on > day.Today || on < state.SignedOn)
                problem = Problem.Invalid(
                    "completedOn",
                    $"{on:yyyy-MM-dd} is not between the signature ({state.SignedOn:yyyy-MM-dd}) and today"
                );
            else
                milestone.Close(status, on, caller.Id, evidence, byTelemetry: false);
        });
        if (problem is not null)
            return (problem, null);
        var view = await OnboardingView.ReadAsync(work, id);
        await work.CommitAsync();
        return (null, view);
    }
}
