using System.Globalization;
using Platform.Cli.Imports.Checks;
using Platform.Cli.Imports.Reading;
using Platform.Cli.Imports.Recognition;

namespace Platform.Cli.Imports.Usage;

/// <summary>Turns the rows of a usage file into events. Rows that cannot be events are reported and left out.</summary>
public sealed class UsageFile(RecognisedFile file, string source, SourceFacts facts, Action<Defect> report, int shiftDays = 0)
{
    // A source's own ids are unique in that source; the platform's are in the whole installation, hence the prefix below.
    private readonly Dictionary<string, int> _lineOfId = new(StringComparer.Ordinal);

    public long RowsRead { get; private set; }

    public long RowsRefused { get; private set; }

    public IEnumerable<UsageLine> Lines()
    {
        foreach (var row in file.Rows())
        {
            RowsRead++;
            if (Line(row) is { } line)
                yield return line;
            else
                RowsRefused++;
        }
    }

    private UsageLine? Line(SourceRow row)
    {
        if (row.Problem is { } problem)
            return Refuse(row, null, "malformed-row", $"The row {problem}. Check separators and quotes.");
        if (Text(row, "eventId") is not { Length: > 0 } id)
            return Refuse(row, "eventId", "missing", "The event has no id; without one it would count again with every import.");
        if (_lineOfId.TryGetValue(id, out var first))
            return Refuse(row, "eventId", "repeated-id", $"The id stands on line {first} already; that row counts, this one does not.");
        if (Text(row, "feature") is not { Length: > 0 } feature)
            return Refuse(row, "feature", "missing", "Which feature was used?");
        if (!TryInstant(row, out var at))
            return Refuse(row, "occurredAt", "not-a-date", $"Expected a date as in {(file.Dates ?? DateSpelling.Iso).Name}.");
        var quantity = 1L;
        if (Text(row, "quantity") is { Length: > 0 } count && !long.TryParse(count, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out quantity))
            return Refuse(row, "quantity", "not-a-count", "Expected a whole number of at least 1.");
        if (quantity < 1)
            return Refuse(row, "quantity", "no-use", "A use of less than 1 is no use.");
        if (Account(row) is not { } account)
            return null;

        _lineOfId.Add(id, row.Line);
        CompareWithContract(row, account, DateOnly.FromDateTime(at.UtcDateTime));
        return new(
            row.Line,
            new(Guid.TryParse(id, out _) ? id : $"{source}:{id}", account.Contains(':', StringComparison.Ordinal) ? account : $"{source}:{account}", Text(row, "user") ?? "", feature, quantity, Instant(at.AddDays(shiftDays))));
    }

    private string? Account(SourceRow row)
    {
        var reference = Text(row, "account") ?? "";
        if (reference.Length == 0)
        {
            Refuse(row, "account", "missing", "Whose usage is it?");
            return null;
        }

        if (file.Fields.AccountLookup is null)
            return reference;
        if (facts.Subscriptions.TryGetValue(reference, out var subscription))
            return subscription.Account;
        Refuse(row, "account", "unknown-subscription", $"No subscription {reference} is in the subscriptions file, so the account is not known.");
        return null;
    }

    private void CompareWithContract(SourceRow row, string account, DateOnly day)
    {
        if (facts.Accounts.TryGetValue(account, out var known) && day < known.Since)
            report(Warning(row, "before-customer-since", FormattableString.Invariant($"Account {account} signed up on {known.Since:yyyy-MM-dd}, after this use.")));
        if (file.Fields.AccountLookup is null || !facts.Subscriptions.TryGetValue(Text(row, "account")!, out var subscription))
            return;
        if (day < subscription.StartsOn)
            report(Warning(row, "usage-before-subscription", FormattableString.Invariant($"Subscription {Text(row, "account")} starts on {subscription.StartsOn:yyyy-MM-dd}, after this use.")));
        if (day >= subscription.EndsOn)
            report(Warning(row, "usage-after-subscription", FormattableString.Invariant($"Subscription {Text(row, "account")} ended on {subscription.EndsOn:yyyy-MM-dd}, before this use.")));
    }

    private bool TryInstant(SourceRow row, out DateTimeOffset at)
    {
        at = default;
        return Text(row, "occurredAt") is { Length: > 0 } text && (file.Dates ?? DateSpelling.Iso).TryParse(text, out at);
    }

    private Defect Warning(SourceRow row, string code, string message) =>
        Defect.Warning(file.Name, row.Line, file.Fields["occurredAt"], Text(row, "occurredAt"), code, message);

    private UsageLine? Refuse(SourceRow row, string? field, string code, string message)
    {
        report(Defect.Error(file.Name, row.Line, field is null ? null : file.Fields[field] ?? field, field is null ? null : Text(row, field), code, message));
        return null;
    }

    private string? Text(SourceRow row, string field) => SourceFacts.Cell(file, row, field);

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
