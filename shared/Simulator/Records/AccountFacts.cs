using Platform.Simulator.Company;

namespace Platform.Simulator.Records;

/// <summary>What the files say about the account itself, its people, its money and its truth.</summary>
public static class AccountFacts
{
    public static AccountRow Account(SimulationOptions options, SimulatedAccount account) =>
        new(
            account.Id,
            account.Name,
            account.Domain,
            account.Industry,
            account.Country,
            account.Employees,
            Spelling.Of(account.Segment),
            Stage(account, options.LastDay),
            account.Story.CustomerSince,
            account.Owner,
            account.AccountExecutive
        );

    public static IEnumerable<ContactRow> Contacts(SimulationOptions options, SimulatedAccount account) =>
        Contacts(options, account, options.LastDay);

    /// <summary>The contacts as they were known on a day: who left later is still there.</summary>
    public static IEnumerable<ContactRow> Contacts(SimulationOptions options, SimulatedAccount account, DateOnly asOf)
    {
        var last = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var activity in Activities.Of(options, account))
        {
            if (activity.TwoWay)
                last[activity.Participants[0]] = activity.OccurredAt;
        }

        return account.Contacts.Select(contact => new ContactRow(
            contact.Id,
            account.Id,
            contact.Name,
            contact.Email,
            contact.Title,
            contact.Seniority,
            contact.Function,
            contact.Roles,
            contact.ProductUsers,
            contact.IsThere(asOf) ? "active" : "left",
            last.TryGetValue(contact.Id, out var at) ? at : null
        ));
    }

    public static IEnumerable<SubscriptionRow> Subscriptions(SimulationOptions options, SimulatedAccount account) =>
        account.Terms.Select(term => new SubscriptionRow(
            SubscriptionId(account, term),
            account.Id,
            account.Product,
            term.Seats,
            account.BilledMonthly ? term.AnnualAmount / 12 : term.AnnualAmount,
            options.Currency,
            account.BilledMonthly ? 1 : 12,
            term.Start,
            term.End <= options.LastDay ? term.End : null,
            term.End,
            account.AutoRenews
        ));

    public static IEnumerable<OutcomeRow> Outcomes(SimulationOptions options, SimulatedAccount account)
    {
        for (var i = 0; i < account.Terms.Count; i++)
        {
            var term = account.Terms[i];
            if (term.End < options.FirstDay || term.End > options.LastDay)
                continue;
            var after = i + 1 < account.Terms.Count ? account.Terms[i + 1].AnnualAmount : 0;
            yield return new(
                account.Id,
                Spelling.Of(term.EndsWith),
                term.End,
                term.AnnualAmount,
                after,
                options.Currency
            );
        }
    }

    public static TruthRow Truth(SimulationOptions options, SimulatedAccount account)
    {
        var story = account.Story;
        return new(
            account.Id,
            Spelling.Of(story.Storyline),
            story.StartsOn,
            Spelling.Of(story.Outcome),
            story.DecidedOn,
            story.DecidedOn <= options.LastDay
        );
    }

    internal static string SubscriptionId(SimulatedAccount account, Term term) =>
        FormattableString.Invariant($"sub-{account.Id[5..]}-{term.Number}");

    private static string Stage(SimulatedAccount account, DateOnly today)
    {
        if (account.Story.HasLeftBy(today))
            return "churned";
        var age = today.DayNumber - account.Story.CustomerSince.DayNumber;
        var left = (account.TermOn(today)?.End.DayNumber ?? int.MaxValue) - today.DayNumber;
        return age < 90 ? "onboarding"
            : left <= 120 ? "renewing"
            : age < 270 ? "adopting"
            : "established";
    }
}
