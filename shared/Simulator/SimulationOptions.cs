namespace Platform.Simulator;

/// <summary>What to simulate. The same options give the same company, byte for byte.</summary>
public sealed record SimulationOptions
{
    /// <summary>Any number; another seed is another company.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many accounts, 1 to 1,000,000. Each block of 25 holds every storyline at least once.</summary>
    public int Accounts { get; init; } = 200;

    /// <summary>Days of history up to and including the day of <see cref="Until"/>, 30 to 3,650.</summary>
    public int Days { get; init; } = 365;

    /// <summary>The instant at which the history stops; nothing in the files is later. UTC.</summary>
    public DateTimeOffset Until { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Factor on the events of each active user, 0.1 to 100. At 1 an account has about 30 events on a working
    /// day.</summary>
    public double EventScale { get; init; } = 1;

    /// <summary>The name under which the accounts' ids are known to the platform (<c>sim</c> in
    /// <c>sim:acct-00001</c>).</summary>
    public string Source { get; init; } = "sim";

    /// <summary>ISO 4217 code of every amount; null: none is written, and amounts count in the platform's reporting
    /// currency.</summary>
    public string? Currency { get; init; }

    public DateOnly LastDay => DateOnly.FromDateTime(Until.AddTicks(-1).UtcDateTime);

    public DateOnly FirstDay => LastDay.AddDays(1 - Days);

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range; the message names it.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Until"/> is not in UTC.</exception>
    public SimulationOptions Checked()
    {
        Within(Accounts, 1, 1_000_000, nameof(Accounts));
        Within(Days, 30, 3_650, nameof(Days));
        Within(EventScale, 0.1, 100, nameof(EventScale));
        if (Until.Offset != TimeSpan.Zero)
            throw new InvalidOperationException("SimulationOptions.Until is in UTC (offset zero).");
        return this;
    }

    private static void Within(double value, double low, double high, string name)
    {
        if (!(value >= low && value <= high))
            throw new ArgumentOutOfRangeException(
                name,
                value,
                FormattableString.Invariant($"{name} lies between {low} and {high}.")
            );
    }
}
