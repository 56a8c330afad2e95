namespace Platform.Gateway.Webhooks;

/// <summary>When to try again: 5 s after the first failure, doubling up to six hours, until three days have passed
/// since the event.</summary>
public static class Backoff
{
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <param name="attempts">How many there were, at least 1.</param>
    /// <returns>The next instant; null: give up.</returns>
    public static DateTimeOffset? Next(int attempts, DateTimeOffset createdAt, DateTimeOffset now)
    {
        var pause =
            attempts > 20 ? Longest : TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << (attempts - 1)));
        return now + pause - createdAt > GiveUpAfter ? null : now + pause;
    }
}
