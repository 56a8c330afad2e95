namespace Platform.SuccessPlans.Tactics;

/// <summary>How far a tactic was to be adopted by now, and whether it is slow. Pure.</summary>
public static class Adoption
{
    /// <summary>A straight line from 0 at the start to 1 at the day on which it was to be adopted in full.</summary>
    public static decimal Expected(DateOnly startedOn, DateOnly dueOn, DateOnly today) =>
        dueOn <= startedOn
            ? 1
            : Math.Round(
                Math.Clamp(
                    (decimal)(today.DayNumber - startedOn.DayNumber) / (dueOn.DayNumber - startedOn.DayNumber),
                    0,
                    1
                ),
                4,
                MidpointRounding.AwayFromZero
            );

    public static bool IsSlow(
        decimal adoption,
        DateOnly startedOn,
        DateOnly dueOn,
        DateOnly today,
        TacticOptions options
    ) =>
        today.DayNumber - startedOn.DayNumber >= options.GraceDays
        && adoption < options.SlowBelow * Expected(startedOn, dueOn, today);
}
