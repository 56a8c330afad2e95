namespace Platform.HealthScoring.Usage.Encoding;

/// <summary>One day of an account's use: its totals and, packed, who used which feature (see
/// <see cref="DayActivity"/>).</summary>
public readonly record struct UsageDay(
    DateOnly Day,
    int ActiveUsers,
    int Sessions,
    long Events,
    ReadOnlyMemory<byte> Activity
);
