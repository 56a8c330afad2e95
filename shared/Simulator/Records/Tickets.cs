using Platform.Simulator.Company;
using Platform.Simulator.Randomness;
using Platform.Simulator.Storylines;
using Platform.Simulator.Usage;

namespace Platform.Simulator.Records;

/// <summary>Support tickets, with what the desk made of them.</summary>
public static class Tickets
{
    public static IEnumerable<TicketRow> Of(SimulationOptions options, SimulatedAccount account)
    {
        var random = Prng.For(options.Seed, "tickets", account.Number);
        var usual = 0.01 + (account.Users.Count * 0.0015);
        var number = 0;
        for (var day = options.FirstDay; day <= options.LastDay; day = day.AddDays(1))
        {
            if (day < account.Story.CustomerSince || account.Story.HasLeftBy(day))
                continue;
            // At a small account a storm is still a handful of tickets a week, not none.
            var trouble = Mood.Trouble(account.Story, day);
            var mean = (trouble > 1 ? Math.Max(usual * trouble, 0.8) : usual) * Calendar.Busyness(day, account.Country);
            var count = random.Poisson(mean);
            for (var i = 0; i < count; i++)
            {
                var row = One(options, account, day, trouble > 1, ++number, random);
                if (row.OpenedAt < options.Until)
                    yield return row;
            }
        }
    }

    private static TicketRow One(
        SimulationOptions options,
        SimulatedAccount account,
        DateOnly day,
        bool storm,
        int number,
        Prng random
    )
    {
        ReadOnlySpan<double> chances = storm ? [10, 25, 35, 30] : [30, 45, 20, 5];
        var priority = random.PickWeighted(chances);
        var opened = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddMinutes(
            random.Whole(7 * 60, 18 * 60)
        );
        var answered = opened.AddMinutes(random.Whole(10, 240) * (storm ? 4 : 1));
        var resolved = answered.AddHours(random.Between(1, 60) * (storm ? 3 : 1));
        var rated = random.Chance(0.5);
        var mood = Mood.Contentment(account.Story, day);
        var stars = Math.Clamp((int)Math.Floor(1 + (mood * 4) + random.Between(-1, 1.5)), 1, 5);
        var subject = random.Pick(Wording.TicketSubjects);
        var escalated = random.Chance(storm ? 0.25 : 0.03);
        var isAnswered = answered < options.Until;
        var isResolved = resolved < options.Until;
        return new(
            FormattableString.Invariant($"tic-{account.Id[5..]}-{number:00000}"),
            account.Id,
            subject,
            priority switch
            {
                0 => "low",
                1 => "medium",
                2 => "high",
                _ => "urgent",
            },
            isResolved ? "resolved"
                : isAnswered ? "pending"
                : "open",
            opened,
            isAnswered ? answered : null,
            isResolved ? Whole(resolved) : null,
            isResolved && rated ? stars : null,
            escalated
        );
    }

    private static DateTimeOffset Whole(DateTimeOffset instant) =>
        instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond));
}
