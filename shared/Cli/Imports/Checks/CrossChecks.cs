using Platform.Cli.Imports.Recognition;

namespace Platform.Cli.Imports.Checks;

/// <summary>
/// Compares the files of one source with each other. No file is wrong by itself here, so everything is a warning: the
/// rows are imported, and a person is told.
/// </summary>
public static class CrossChecks
{
    private const int ManyOpenSubscriptions = 1;

    public static IEnumerable<Defect> Of(Recognised source, SourceFacts facts)
    {
        var result = new List<Defect>();
        if (source.First(FileKind.Subscriptions) is { Unreadable: null } subscriptions)
            result.AddRange(Subscriptions(subscriptions, facts));
        if (source.First(FileKind.Accounts) is { Unreadable: null } accounts)
            result.AddRange(Accounts(accounts, facts, source.First(FileKind.Subscriptions) is not null));
        if (source.First(FileKind.Tickets) is { Unreadable: null } tickets)
            result.AddRange(Tickets(tickets, facts));
        if (source.First(FileKind.ChurnEvents) is { Unreadable: null } churn)
            result.AddRange(ChurnEvents(churn, facts, source.First(FileKind.Accounts)));
        return result;
    }

    private static IEnumerable<Defect> Subscriptions(RecognisedFile file, SourceFacts facts)
    {
        foreach (var (id, subscription) in facts.Subscriptions)
        {
            Defect Warn(string field, object? value, string code, string message) =>
                Defect.Warning(
                    file.Name,
                    subscription.Line,
                    file.ColumnOf(field),
                    value is DateOnly day ? Iso(day) : $"{value}",
                    code,
                    message
                );

            if (
                facts.Accounts.TryGetValue(subscription.Account, out var account)
                && subscription.StartsOn < account.Since
            )
                yield return Warn(
                    "startsOn",
                    subscription.StartsOn,
                    "before-customer-since",
                    $"Subscription {id} starts before its account {subscription.Account} signed up "
                        + $"({Iso(account.Since)})."
                );
            if (subscription.EndsOn is { } end && end == subscription.StartsOn)
                yield return Warn(
                    "endsOn",
                    end,
                    "subscription-of-no-length",
                    $"Subscription {id} ends on the day on which it starts: it never counts."
                );
            if (subscription is { Churned: true, EndsOn: null })
                yield return Warn(
                    "churned",
                    true,
                    "churned-without-end",
                    $"Subscription {id} is marked as churned but has no end."
                );
            if (subscription is { Churned: false, EndsOn: not null })
                yield return Warn(
                    "churned",
                    false,
                    "ended-without-churn",
                    $"Subscription {id} has ended but is not marked as churned."
                );
        }
    }

    private static IEnumerable<Defect> Accounts(RecognisedFile file, SourceFacts facts, bool hasSubscriptions)
    {
        var byAccount = facts.Subscriptions.Values.ToLookup(
            subscription => subscription.Account,
            StringComparer.Ordinal
        );
        foreach (var (id, account) in facts.Accounts)
        {
            var open = byAccount[id].Count(subscription => subscription.EndsOn is null);
            if (open > ManyOpenSubscriptions && file.ColumnOf("churned") is not null)
                yield return Defect.Warning(
                    file.Name,
                    account.Line,
                    file.ColumnOf("externalId"),
                    id,
                    "several-open-subscriptions",
                    $"Account {id} has {open} subscriptions open at once; all of them count."
                );
            if (account.Churned == true && open > 0)
                yield return Defect.Warning(
                    file.Name,
                    account.Line,
                    file.ColumnOf("churned"),
                    "True",
                    "churned-with-open-subscriptions",
                    $"Account {id} is marked as churned but has {open} open subscriptions; the subscriptions decide."
                );
            if (
                hasSubscriptions
                && account.Product is { } product
                && byAccount[id].Any()
                && byAccount[id].All(subscription => subscription.Product != product)
            )
                yield return Defect.Warning(
                    file.Name,
                    account.Line,
                    file.ColumnOf("product"),
                    product,
                    "plan-without-subscription",
                    $"Account {id} is on plan {product}, of which it has no subscription."
                );
        }
    }

    private static IEnumerable<Defect> Tickets(RecognisedFile file, SourceFacts facts)
    {
        foreach (var row in file.Rows())
        {
            if (
                SourceFacts.Cell(file, row, "account") is { } id
                && facts.Accounts.TryGetValue(id, out var account)
                && SourceFacts.Day(file, row, "openedAt") is { } opened
                && opened < account.Since
            )
                yield return Defect.Warning(
                    file.Name,
                    row.Line,
                    file.ColumnOf("openedAt"),
                    Iso(opened),
                    "before-customer-since",
                    $"The ticket is older than its account {id}, which signed up on {Iso(account.Since)}."
                );
        }
    }

    private static IEnumerable<Defect> ChurnEvents(RecognisedFile file, SourceFacts facts, RecognisedFile? accounts)
    {
        var open = facts
            .Subscriptions.Values.Where(subscription => subscription.EndsOn is null)
            .CountBy(subscription => subscription.Account, StringComparer.Ordinal)
            .ToDictionary();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in file.Rows())
        {
            if (row.Fault is { } fault)
            {
                yield return Defect.Of(file.Name, fault);
                continue;
            }

            var id = SourceFacts.Cell(file, row, "account") ?? "";
            seen.Add(id);
            Defect Warn(string field, string code, string message) =>
                Defect.Warning(
                    file.Name,
                    row.Line,
                    file.ColumnOf(field),
                    SourceFacts.Cell(file, row, field),
                    code,
                    message
                );
            if (!facts.Accounts.TryGetValue(id, out var account))
            {
                if (facts.Accounts.Count > 0)
                    yield return Warn("account", "unknown-account", $"There is no account {id}.");
                continue;
            }

            if (SourceFacts.Day(file, row, "occurredOn") < account.Since)
                yield return Warn(
                    "occurredOn",
                    "before-customer-since",
                    $"Account {id} churned before it signed up ({Iso(account.Since)})."
                );
            if (account.Churned == false)
                yield return Warn(
                    "account",
                    "churn-event-without-flag",
                    $"Account {id} has a churn event but is not marked as churned."
                );
            if (open.GetValueOrDefault(id) is > 0 and var count)
                yield return Warn(
                    "account",
                    "churn-event-with-open-subscriptions",
                    $"Account {id} has a churn event but {count} open subscriptions; the subscriptions decide."
                );
        }

        foreach (var (id, account) in facts.Accounts)
        {
            if (account.Churned == true && accounts is not null && !seen.Contains(id))
                yield return Defect.Warning(
                    accounts.Name,
                    account.Line,
                    accounts.ColumnOf("churned"),
                    "True",
                    "churned-without-event",
                    $"Account {id} is marked as churned but has no churn event."
                );
        }
    }

    private static string Iso(DateOnly? day) =>
        day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
