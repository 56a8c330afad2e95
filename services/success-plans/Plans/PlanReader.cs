using Platform.Contracts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Objectives;
using Platform.SuccessPlans.Organisation;
using Platform.SuccessPlans.Scheduling;

namespace Platform.SuccessPlans.Plans;

/// <summary>A plan with all that belongs to it, as of today.</summary>
public sealed class PlanReader(Database database, OrganisationCalendar day)
{
    public async Task<PlanView?> FindAsync(Guid planId, CancellationToken ct)
    {
        // One snapshot: a page that shows a task as done and its milestone as blocked by it would be wrong.
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync("set transaction isolation level repeatable read, read only");
        if (
            await work.SingleOrDefaultAsync<PlanRow>($"{PlanRow.Select} where id = @planId", new { planId })
            is not { } plan
        )
            return null;
        var account = await work.ScalarAsync<string>(
            "select name from account_copy where account_id = @AccountId",
            new { plan.AccountId }
        );
        var objectives = await work.QueryAsync<Objective>(Objective.OfPlan, new { planId });
        var steps = await work.QueryAsync<Step>(Step.OfPlan, new { planId });
        var expectations = await work.QueryAsync<Expectation>(Expectation.OfPlan, new { planId });
        var meetings = await work.QueryAsync<Meeting>(Meeting.OfPlan, new { planId });
        var claims = await work.QueryAsync<Claim>(Claim.OfPlan, new { planId });
        return View(plan, account ?? "", objectives, steps, expectations, meetings, claims);
    }

    public Task<Guid?> LivingAsync(Guid accountId, CancellationToken ct) =>
        database.ScalarAsync<Guid?>(
            "select id from plan where account_id = @accountId and status <> 'closed'",
            new { accountId },
            ct
        );

    private PlanView View(
        PlanRow plan,
        string account,
        IReadOnlyList<Objective> objectives,
        IReadOnlyList<Step> steps,
        IReadOnlyList<Expectation> expectations,
        IReadOnlyList<Meeting> meetings,
        IReadOnlyList<Claim> claims
    )
    {
        var today = day.Today;
        var schedule = Schedule.Of(steps, plan.StartsOn, today, day.Current);
        var graph = new StepGraph(steps);
        List<ObjectiveView> shown = [.. objectives.Select(ObjectiveView.Of)];
        List<StepView> stepViews = [.. steps.Select(s => View(s, graph, schedule.Steps[s.Id], today))];
        var milestones = stepViews.Where(s => s is { Kind: "milestone", DoneOn: null }).ToList();
        return new PlanView(
            plan.Id,
            plan.AccountId,
            account,
            plan.Status,
            plan.Version,
            plan.Summary,
            plan.Success3Months,
            plan.Success6Months,
            plan.Success12Months,
            plan.StartsOn,
            plan.AgreedOn,
            plan.AgreedByContact,
            plan.ClosedOn,
            plan.CloseReason,
            DeliveredValue.OfPlan([.. objectives]),
            milestones.Count,
            milestones.Count(s => s.Status == "overdue"),
            schedule.ExpectedEnd,
            shown,
            expectations,
            stepViews,
            schedule.CriticalPath,
            [
                .. meetings.Select(m => new MeetingView(
                    m.Id,
                    m.Title,
                    m.Purpose,
                    m.Rhythm,
                    m.FirstOn,
                    m.NextOn(today, day.Current)
                )),
            ],
            claims,
            Sum(shown.Select(o => o.Value)),
            Sum(claims.Where(c => c is { ConfirmedAt: not null, WithdrawnAt: null }).Select(c => c.Value)),
            plan.TemplateSegment
        );
    }

    private StepView View(Step s, StepGraph graph, ScheduledStep scheduled, DateOnly today)
    {
        var waitsFor = s.DoneOn is null ? graph.BlockedBy(s.Id).Select(b => b.Name).ToList() : [];
        var status =
            s.DoneOn is not null ? "done"
            : day.Current.IsOverdue(s.DueOn, today) ? "overdue"
            : waitsFor.Count > 0 ? "blocked"
            : "open";
        return new StepView(
            s.Id,
            s.Kind,
            s.MilestoneId,
            s.Name,
            s.Side,
            s.Owner,
            s.OwnerContactId,
            s.OwnerName,
            s.Days,
            s.DueOn,
            s.DoneOn,
            s.DoneBy,
            s.Evidence,
            s.DependsOn,
            status,
            waitsFor,
            scheduled.ExpectedOn,
            scheduled.Critical
        );
    }

    private static IReadOnlyList<Money> Sum(IEnumerable<Money?> amounts) =>
        [
            .. amounts
                .OfType<Money>()
                .GroupBy(m => m.Currency, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new Money(g.Sum(m => m.Amount), g.Key)),
        ];
}
