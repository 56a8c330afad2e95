namespace Platform.Simulator.Storylines;

/// <summary>What really happens to an account. Known to the truth file alone; everything else must be read from the
/// data.</summary>
public enum Storyline
{
    /// <summary>Steady or slightly growing use.</summary>
    Healthy,

    /// <summary>Users fall to a quarter and their intensity to half within four months.</summary>
    SlowDecline,

    /// <summary>The champion goes; two-way contact stops at once, more than half of the use goes over the following
    /// three months.</summary>
    ChampionLeaves,

    /// <summary>The user with more than half of the account's events stops.</summary>
    PowerUserLeaves,

    /// <summary>A new customer who never gets past one or two users and one feature.</summary>
    StalledOnboarding,

    /// <summary>A department joins, and from a good half nearly every paid seat is in use within two months: room to
    /// expand.</summary>
    SeatSaturation,

    /// <summary>Five weeks with six times the tickets, more of them urgent, and poor answers to surveys.</summary>
    SupportStorm,

    /// <summary>Quiet for some weeks at the same time each year, and back afterwards. Not a risk.</summary>
    SeasonalQuiet,

    /// <summary>Healthy to the last day, then gone. Nothing in the data warns of it.</summary>
    SuddenChurn,
}
