using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Objectives;
using Platform.SuccessPlans.Organisation;

namespace Platform.SuccessPlans.Plans;

/// <summary>Publishes where an account's living plan stands whenever that changes: by a person, by telemetry, or by
/// time alone.</summary>
public sealed class PlanProgress(Database database, OrganisationCalendar day, IEnumerable<IMilestoneCounter> milestones)
    : IScheduledJob
{
    /// <summary>Call it after a change of objectives, readings or milestones, in the same unit of work. Without a
    /// living plan nothing is published.</summary>
    public async Task PublishAsync(UnitOfWork work, Guid accountId)
    {
        if (await work.SingleOrDefaultAsync<PublishedProgress>(Lock, new { accountId }) is not { } plan)
            return;
        var objectives = await work.QueryAsync<Objective>(Objective.OfPlan, new { planId = plan.Id });
        var progress = DeliveredValue.OfPlan(objectives);
        var (open, overdue) = (0, 0);
        foreach (var area in milestones)
        {
            var counts = await area.CountAsync(work, accountId, day.LastMissed());
            (open, overdue) = (open + counts.Open, overdue + counts.Overdue);
        }

        if (
            plan.IsPublished
            && plan.Progress == progress
            && plan.OverdueMilestones == overdue
            && plan.OpenMilestones == open
        )
            return;
        await work.ExecuteAsync(
            Keep,
            new
            {
                plan.Id,
                progress,
                overdue,
                open,
            }
        );
        await work.EnqueueAsync(new PlanProgressed(accountId, plan.Id, progress, overdue, open), accountId);
    }

    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        foreach (
            var accountId in await database.QueryAsync<Guid>(
                "select account_id from plan where status <> 'closed' order by account_id",
                ct: ct
            )
        )
        {
            await using var work = await database.BeginAsync(ct);
            await PublishAsync(work, accountId);
            await work.CommitAsync();
        }
    }

    private sealed class PublishedProgress
    {
        public Guid Id { get; init; }
        public bool IsPublished { get; init; }
        public decimal? Progress { get; init; }
        public int OverdueMilestones { get; init; }
        public int OpenMilestones { get; init; }
    }

    private const string Lock = """
        select id, told as is_published, progress, overdue_milestones, open_milestones from plan
            where account_id = @accountId and status <> 'closed' for update
        """;

    private const string Keep =
        "update plan set progress = @progress, overdue_milestones = @overdue, open_milestones = @open, told = "
        + "true where id = @Id";
}
