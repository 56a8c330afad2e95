using Platform.Simulator.Company;
using Platform.Simulator.Randomness;
using Platform.Simulator.Storylines;

namespace Platform.Simulator.Usage;

/// <summary>What one account's users did on one day; <see cref="RefusedAttempts"/> has what they only
/// tried.</summary>
public static class UsageDay
{
    private const int DayMilliseconds = 86_400_000;

    public static void AddEvents(
        SimulationOptions options,
        SimulatedAccount account,
        DateOnly day,
        List<UsageEvent> into
    )
    {
        var story = account.Story;
        var presence = Mood.Presence(story, day);
        if (presence <= 0)
            return;

        var random = Prng.For(options.Seed, "usage", account.Number, day.DayNumber);
        var busyness = Calendar.Busyness(day, account.Country);
        var intensity = Mood.Intensity(story, day) * options.EventScale;
        for (var i = 0; i < account.Users.Count; i++)
        {
            var user = account.Users[i];
            var isPowerUser = i == 0 && story.Storyline == Storyline.PowerUserLeaves;
            var there = isPowerUser ? Mood.PowerUser(story, day) : Presence(presence, user.Rank, account.Users.Count);
            if (!random.Chance(user.Diligence * busyness * there))
                continue;

            var count = 1 + random.Poisson((user.EventsPerDay * intensity) - 1);
            AddSession(options, account, user, day, count, random, into);
        }
    }

    /// <summary>Users beyond the share that is present are absent; the one on the edge is there now and then.</summary>
    private static double Presence(double share, double rank, int count) =>
        Math.Clamp((share - rank) * count + 1, 0, 1);

    private static void AddSession(
        SimulationOptions options,
        SimulatedAccount account,
        SimulatedUser user,
        DateOnly day,
        int count,
        Prng random,
        List<UsageEvent> into
    )
    {
        var midnight = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        var clock = ((random.Between(8, 16.5) + Calendar.HoursToUtc(account.Country)) % 24 + 24) % 24 * 3_600_000;
        for (var i = 0; i < count; i++)
        {
            // Mostly minutes apart; now and then a break, after which a new session begins.
            clock += random.Chance(0.15) ? random.Between(2_000_000, 7_000_000) : random.Between(3_000, 400_000);
            var at = midnight.AddMilliseconds(Math.Min((long)clock, DayMilliseconds - 1));
            var feature = Feature.Catalogue[random.PickWeighted(user.FeatureWeights)];
            var usage = new UsageEvent(
                SimulatedId.At(at, random),
                $"{options.Source}:{account.Id}",
                user.Id,
                feature.Key,
                random.Chance(0.8) ? 1 : random.Whole(2, 6),
                at
            )
            {
                Team = user.Team,
                AccountNumber = account.Number,
            };
            if (at < options.Until)
                into.Add(usage);
        }
    }
}
