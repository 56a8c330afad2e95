namespace Platform.HealthScoring.Usage;

/// <summary>What one aggregation added to an account.</summary>
/// <param name="IsHistory"> Most of it happened more than <see cref="PastDays"/> days ago: the account's past is being
/// handed over.
/// </param>
/// <param name="IsLate">Some of it happened before today: rounds that looked at those days look again.</param>
public sealed record AggregatedUse(Guid AccountId, bool IsHistory, bool IsLate)
{
    /// <summary>
    /// What is younger may come from a nightly batch, or from a device that was offline over a weekend. Our own choice.
    /// </summary>
    public const int PastDays = 3;

    internal static AggregatedUse Of(Guid account, IEnumerable<(int Day, int Events)> days, DateOnly today)
    {
        var (past, recent, isLate) = (0, 0, false);
        foreach (var (day, events) in days)
        {
            if (day < today.DayNumber - PastDays)
                past += events;
            else
                recent += events;
            isLate |= day < today.DayNumber;
        }
        return new AggregatedUse(account, past > recent, isLate);
    }
}
