using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Plans;

/// <summary>Each area that keeps milestones of an account counts those that are open and overdue; the plan's progress
/// publishes the sum.</summary>
public interface IMilestoneCounter
{
    /// <param name="lastMissed">Due on this day or before is overdue.</param>
    Task<MilestoneCounts> CountAsync(UnitOfWork work, Guid accountId, DateOnly lastMissed);
}
