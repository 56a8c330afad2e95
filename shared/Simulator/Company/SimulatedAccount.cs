using Platform.Simulator.Randomness;
using Platform.Simulator.Storylines;

namespace Platform.Simulator.Company;

/// <summary>All that stays fixed about one account. Made from the seed and the account's number alone.</summary>
public sealed record SimulatedAccount
{
    public required int Number { get; init; }
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Domain { get; init; }
    public required string Industry { get; init; }
    public required string Country { get; init; }
    public required int Employees { get; init; }
    public required Segment Segment { get; init; }

    /// <summary>The user id of the responsible customer success manager.</summary>
    public required string Owner { get; init; }

    /// <summary>The user id of who sold to the account.</summary>
    public required string AccountExecutive { get; init; }
    public required bool BilledMonthly { get; init; }
    public required bool AutoRenews { get; init; }

    /// <summary>The edition that was bought; the dearer ones hold the premium features.</summary>
    public required string Product { get; init; }

    /// <summary>Whether the edition holds the premium features.</summary>
    public bool HasPremium => Segment != Segment.Smb;
    public required Story Story { get; init; }
    public required IReadOnlyList<Term> Terms { get; init; }
    public required IReadOnlyList<SimulatedUser> Users { get; init; }
    public required IReadOnlyList<SimulatedContact> Contacts { get; init; }

    public Term? TermOn(DateOnly day) => Terms.FirstOrDefault(term => term.Start <= day && day < term.End);

    private static readonly string[] Countries = ["US", "US", "US", "US", "GB", "DE", "FR", "CA", "NL", "AU"];

    public static SimulatedAccount Of(SimulationOptions options, int number)
    {
        var random = Prng.For(options.Seed, "account", number);
        var story = Story.Of(options, number);
        var segment = SegmentOf(story.Storyline, random);
        var id = FormattableString.Invariant($"acct-{number + 1:00000}");
        var start = random.Pick(Wording.CompanyStarts) + random.Pick(Wording.CompanyMiddles);
        var end = random.Pick(Wording.CompanyEnds);
        // The number keeps names and domains unique in a company larger than the stock of words.
        var domain = FormattableString.Invariant($"{start}-{end}-{number + 1}.example").ToLowerInvariant();
        var (low, high, price, product) = segment switch
        {
            Segment.Smb => (4, 18, 240m, "Essential"),
            Segment.MidMarket => (20, 80, 360m, "Professional"),
            _ => (80, 260, 480m, "Enterprise"),
        };
        var seats = random.Whole(low, high);
        var used = Math.Max(
            2,
            (int)(seats * (story.Storyline == Storyline.SeatSaturation ? 1 : random.Between(0.55, 0.85)))
        );
        var users = Enumerable
            .Range(0, used)
            .Select(user =>
                SimulatedUser.Of(
                    id,
                    user,
                    used,
                    Departments.Of(user, used, story.Storyline == Storyline.SeatSaturation),
                    segment != Segment.Smb,
                    story.Storyline == Storyline.StalledOnboarding,
                    random
                )
            )
            .ToList();
        if (story.Storyline == Storyline.PowerUserLeaves)
            users[0] = AsPowerUser(users);

        return new()
        {
            Number = number,
            Id = id,
            Name = FormattableString.Invariant($"{start} {end} {number + 1}"),
            Domain = domain,
            Industry = random.Pick(Wording.Industries),
            Country = random.Pick(Countries),
            Employees = seats * random.Whole(4, 30),
            Segment = segment,
            Owner = Staff.CustomerSuccessManager(random.Whole(1, Math.Max(2, options.Accounts / 25))).Id,
            AccountExecutive = Staff.AccountExecutives[number % Staff.AccountExecutives.Count].Id,
            BilledMonthly = segment == Segment.Smb && random.Chance(0.6),
            AutoRenews = random.Chance(segment == Segment.Enterprise ? 0.3 : 0.8),
            Product = product,
            Story = story,
            Terms = Term.Of(story, seats, price, options.LastDay),
            Users = users,
            Contacts = ContactList.Of(id, domain, segment, story, users, Prng.For(options.Seed, "contacts", number)),
        };
    }

    /// <summary>One person rarely outweighs a whole enterprise, so those who do work at small accounts.</summary>
    private static Segment SegmentOf(Storyline storyline, Prng random)
    {
        var drawn = (Segment)random.PickWeighted([60, 30, 10]);
        return storyline == Storyline.PowerUserLeaves ? Segment.Smb : drawn;
    }

    private static SimulatedUser AsPowerUser(List<SimulatedUser> users)
    {
        var others = users.Skip(1).Sum(user => user.Diligence * user.EventsPerDay);
        return users[0] with { Rank = 0, Diligence = 0.98, EventsPerDay = Math.Max(4, 1.8 * others) };
    }
}
