using Platform.Simulator.Company;
using Platform.Simulator.Randomness;
using Platform.Simulator.Storylines;
using Platform.Simulator.Usage;

namespace Platform.Simulator.Records;

/// <summary>Calls, e-mails and meetings with the account's people.</summary>
public static class Activities
{
    public static IEnumerable<ActivityRow> Of(SimulationOptions options, SimulatedAccount account)
    {
        var random = Prng.For(options.Seed, "activities", account.Number);
        var perWeek = account.Segment switch
        {
            Segment.Smb => 0.4,
            Segment.MidMarket => 1.0,
            _ => 2.5,
        };
        var number = 0;
        for (var day = options.FirstDay; day <= options.LastDay; day = day.AddDays(1))
        {
            if (day < account.Story.CustomerSince || account.Story.HasLeftBy(day))
                continue;
            var count = random.Poisson(perWeek / 5 * Calendar.Busyness(day, account.Country));
            for (var i = 0; i < count; i++)
            {
                if (One(options, account, day, ++number, random) is { } row)
                    yield return row;
            }
        }
    }

    private static ActivityRow? One(
        SimulationOptions options,
        SimulatedAccount account,
        DateOnly day,
        int number,
        Prng random
    )
    {
        // Half of all contact goes through the first person; who is gone is not called, and nobody steps in at once.
        var contact = random.Chance(0.5) ? account.Contacts[0] : random.Pick(account.Contacts);
        var kind = random.PickWeighted([30, 50, 20]) switch
        {
            0 => "call",
            1 => "email",
            _ => "meeting",
        };
        var answered = random.Chance(kind == "meeting" ? 1 : Mood.Contentment(account.Story, day));
        var at = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddMinutes(random.Whole(8 * 60, 17 * 60));
        var minutes = kind switch
        {
            "call" => random.Whole(5, 40),
            "meeting" => random.Whole(25, 75),
            _ => 0,
        };
        if (!contact.IsThere(day) || at >= options.Until)
            return null;

        return new(
            FormattableString.Invariant($"act-{account.Id[5..]}-{number:00000}"),
            account.Id,
            kind,
            answered,
            [contact.Id],
            account.Owner,
            at,
            minutes,
            kind switch
            {
                "call" => "Check-in call",
                "meeting" => "Working session",
                _ => "Follow-up",
            }
        );
    }
}
