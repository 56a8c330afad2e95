namespace Platform.SuccessPlans.Plans;

/// <param name="Overdue">Past their due date by the organisation's calendar, and not done.</param>
public sealed record MilestoneCounts(int Open, int Overdue);
