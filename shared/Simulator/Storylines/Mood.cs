namespace Platform.Simulator.Storylines;

/// <summary>How a story shows on a day: in use, in tickets, in what people say.</summary>
public static class Mood
{
    /// <summary>The share of the usual users who are still (or already) there, 0 to 1.</summary>
    public static double Presence(Story story, DateOnly day)
    {
        if (day < story.CustomerSince || story.HasLeftBy(day))
            return 0;

        var onboarded = Ramp(day.DayNumber - story.CustomerSince.DayNumber, from: 0.15, to: 1, days: 45);
        var since = day.DayNumber - story.StartsOn.DayNumber;
        return story.Storyline switch
        {
            Storyline.StalledOnboarding => Ramp(day.DayNumber - story.CustomerSince.DayNumber, 0.2, 0.06, 40),
            Storyline.SlowDecline => onboarded * Ramp(since, 1, 0.25, 120),
            Storyline.ChampionLeaves => onboarded * Ramp(since - 14, 1, 0.4, 75),
            Storyline.SeatSaturation => onboarded * Ramp(since, 0.55, 1, 60),
            Storyline.SeasonalQuiet when InSeason(story, day) => onboarded * 0.25,
            _ => onboarded,
        };
    }

    /// <summary>Factor on what each active user does, around 1.</summary>
    public static double Intensity(Story story, DateOnly day)
    {
        var since = day.DayNumber - story.StartsOn.DayNumber;
        return story.Storyline switch
        {
            Storyline.Healthy => Ramp(day.DayNumber - story.CustomerSince.DayNumber, 0.95, 1.1, 720),
            Storyline.SlowDecline => Ramp(since, 1, 0.5, 120),
            Storyline.StalledOnboarding => 0.5,
            Storyline.SeatSaturation => Ramp(since, 1, 1.25, 60),
            Storyline.SupportStorm when InStorm(story, day) => 0.75,
            Storyline.SeasonalQuiet when InSeason(story, day) => 0.6,
            _ => 1,
        };
    }

    /// <summary>Factor on the usual number of tickets.</summary>
    public static double Trouble(Story story, DateOnly day) =>
        story.Storyline == Storyline.SupportStorm && InStorm(story, day) ? 6 : 1;

    /// <summary>Whether people try what their edition does not hold: while seats fill up, and in the quarter before a
    /// term that ends with more.</summary>
    public static bool WantsMore(Story story, DateOnly day) =>
        story.Outcome == Outcome.Expanded
        && day < story.DecidedOn
        && day >= (story.Storyline == Storyline.SeatSaturation ? story.StartsOn : story.DecidedOn.AddDays(-90));

    /// <summary>How content people are, 0 (furious) to 1 (delighted).</summary>
    public static double Contentment(Story story, DateOnly day)
    {
        var since = day.DayNumber - story.StartsOn.DayNumber;
        return story.Storyline switch
        {
            Storyline.SlowDecline => Ramp(since, 0.75, 0.4, 120),
            Storyline.ChampionLeaves => Ramp(since, 0.8, 0.55, 60),
            Storyline.PowerUserLeaves => Ramp(since, 0.8, 0.6, 30),
            Storyline.StalledOnboarding => 0.45,
            Storyline.SupportStorm => since < 0 ? 0.75
            : InStorm(story, day) ? 0.25
            : Ramp(since - StormDays, 0.35, 0.65, 90),
            Storyline.SeatSaturation => 0.85,
            _ => 0.78,
        };
    }

    /// <summary>The power user's own share of presence: all or nothing, after a few days of fading.</summary>
    public static double PowerUser(Story story, DateOnly day) =>
        story.Storyline == Storyline.PowerUserLeaves ? Ramp(day.DayNumber - story.StartsOn.DayNumber, 1, 0, 4) : 1;

    public static bool InStorm(Story story, DateOnly day) => Within(story.StartsOn, day, StormDays);

    /// <summary>The same weeks every year, whichever way the years are counted.</summary>
    public static bool InSeason(Story story, DateOnly day)
    {
        for (var year = -1; year <= 1; year++)
        {
            if (Within(story.StartsOn.AddYears(day.Year - story.StartsOn.Year + year), day, story.QuietDays))
                return true;
        }

        return false;
    }

    internal const int StormDays = 35;

    private static bool Within(DateOnly start, DateOnly day, int days) => day >= start && day < start.AddDays(days);

    private static double Ramp(int day, double from, double to, int days) =>
        day <= 0 ? from
        : day >= days ? to
        : from + ((to - from) * day / days);
}
