using Platform.Simulator.Company;
using Platform.Simulator.Randomness;
using Platform.Simulator.Storylines;

namespace Platform.Simulator.Usage;

/// <summary>
/// Attempts at premium features by users whose edition does not hold them: the product refuses, and tells of it. They
/// are drawn apart from use, so that a seed's use does not depend on them.
/// </summary>
public static class RefusedAttempts
{
    /// <summary>A day, at an account that has outgrown its edition.</summary>
    private const double WhereWanted = 0.6;

    /// <summary>A day, elsewhere: a wrong click now and then.</summary>
    private const double ByChance = 0.004;

    public static void AddEvents(
        SimulationOptions options,
        SimulatedAccount account,
        DateOnly day,
        List<UsageEvent> into
    )
    {
        // Who is stuck in onboarding gets no further than the first screen.
        if (account.HasPremium || account.Story.Storyline == Storyline.StalledOnboarding)
            return;
        if (Mood.Presence(account.Story, day) <= 0)
            return;

        var random = Prng.For(options.Seed, "refused", account.Number, day.DayNumber);
        var mean = Mood.WantsMore(account.Story, day) ? WhereWanted : ByChance;
        var count = random.Poisson(mean * Calendar.Busyness(day, account.Country));
        for (var i = 0; i < count; i++)
        {
            // Users of low rank are there first and leave last; the very first may be a power user who is gone.
            var user = account.Users[random.Whole(1, Math.Min(2, account.Users.Count - 1))];
            var feature = random.Pick(Premium);
            var hours = random.Between(8, 16.5) + Calendar.HoursToUtc(account.Country);
            var at = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddMilliseconds(
                Math.Floor((hours % 24 + 24) % 24 * 3_600_000)
            );
            var attempt = new UsageEvent(
                SimulatedId.At(at, random),
                $"{options.Source}:{account.Id}",
                user.Id,
                feature.Key,
                1,
                at
            )
            {
                Outcome = "denied",
                Team = user.Team,
                AccountNumber = account.Number,
            };
            if (at < options.Until)
                into.Add(attempt);
        }
    }

    private static readonly Feature[] Premium = [.. Feature.Catalogue.Where(feature => feature.Premium)];
}
