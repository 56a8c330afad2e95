namespace Platform.HealthScoring.PowerUsers;

/// <summary>Interest beyond what was bought, as of a day.</summary>
/// <param name="Attempts">Refused attempts at premium features in the last 30 days, and the first day of them.</param>
/// <param name="Teams">The first days of all teams of the account up to the day.</param>
public sealed record ExpansionSigns((int Count, DateOnly Since)? Attempts, IReadOnlyList<DateOnly> Teams)
{
    public static readonly ExpansionSigns None = new(null, []);
}
