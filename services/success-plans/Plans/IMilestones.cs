using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Plans;

/// <param name="Overdue">Past their due date by the organisation's calendar, and not done.</param>
public sealed record MilestoneCounts(int Open, int Overdue);

/// <summary>Whoever keeps milestones of an account says how many are open and overdue; the plan's progress tells the
/// sum.</summary>
public interface IMilestones
{
    /// <param name="lastMissed">Due on this day or before is overdue.</param>
    Task<MilestoneCounts> CountAsync(UnitOfWork work, Guid accountId, DateOnly lastMissed);
}
