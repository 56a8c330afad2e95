namespace Platform.Accounts;

/// <summary>Instants are kept to the millisecond: what is sent twice, once with finer digits, is the same.</summary>
internal static class Instants
{
    public static DateTimeOffset Kept(this DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
