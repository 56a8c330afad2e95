namespace Platform.ServiceDefaults;

/// <summary>
/// The system's clock in whole milliseconds, which is what the API shows: an instant that was read there and is asked
/// for again is the very instant that is stored, not one up to a millisecond before it.
/// </summary>
public sealed class MillisecondClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow()
    {
        var now = base.GetUtcNow();
        return now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerMillisecond));
    }
}
