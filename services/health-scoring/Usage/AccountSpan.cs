namespace Platform.HealthScoring.Usage;

/// <summary>Days of one account, both included.</summary>
public sealed record AccountSpan(Guid AccountId, DateOnly From, DateOnly To)
{
    public int Days => To.DayNumber - From.DayNumber + 1;
}
