using Platform.ServiceKit.Data;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>Onboarding's milestones count in the plan's progress.</summary>
internal sealed class OnboardingMilestones : IMilestoneCounter
{
    public async Task<MilestoneCounts> CountAsync(UnitOfWork work, Guid accountId, DateOnly lastMissed)
    {
        var counts = (await work.SingleOrDefaultAsync<Row>(Count, new { accountId, lastMissed }))!;
        return new MilestoneCounts(counts.Open, counts.Overdue);
    }

    private sealed class Row
    {
        public int Open { get; init; }
        public int Overdue { get; init; }
    }

    private const string Count = """
        select count(*)::int as open, count(*) filter (where m.due_on <= @lastMissed)::int as overdue
        from onboarding_milestone m join onboarding o using (onboarding_id)
        where m.account_id = @accountId and m.status = 'open' and o.status = 'open'
        """;
}
