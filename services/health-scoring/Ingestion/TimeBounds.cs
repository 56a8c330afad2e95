namespace Platform.HealthScoring.Ingestion;

public sealed record TimeBounds(long FromMs, long ToMs, int LatenessDays)
{
    public (string Code, string Reason)? FaultOf(long atMs)
    {
        if (atMs < FromMs)
            return (
                "too_late",
                LatenessDays == 0
                    ? "occurredAt is before the year 2000."
                    : $"occurredAt is more than {LatenessDays} days ago; operations may load older events with "
                        + $"backfill=true."
            );
        return atMs > ToMs ? ("in_the_future", "occurredAt lies in the future: check the source's clock.") : null;
    }
}
