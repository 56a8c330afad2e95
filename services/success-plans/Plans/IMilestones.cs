using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Plans;

/// <summary>Whoever keeps milestones of an account says how many are open and overdue; the plan's progress tells the
/// sum.</summary>
public interface IMilestones
{
    /// <param name="lastMissed">Due on this day or before is overdue.</param>
    Task<MilestoneCounts> CountAsync(UnitOfWork work, Guid accountId, DateOnly lastMissed);
}
