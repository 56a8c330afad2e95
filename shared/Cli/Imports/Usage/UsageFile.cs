using System.Globalization;
using Platform.Cli.Imports.Checks;
using Platform.Cli.Imports.Recognition;
using Platform.Files.Mapping;
using Platform.Files.Reading;

namespace Platform.Cli.Imports.Usage;

/// <summary>Turns the rows of a usage file into events. Rows that cannot be events are reported and left out.</summary>
public sealed class UsageFile(
    RecognisedFile file,
    string source,
    SourceFacts facts,
    Action<Defect> report,
    int shiftDays = 0
)
{
    // A source's own ids are unique in that source; the platform's are in the whole installation, hence the prefix
    // below.
    private readonly Dictionary<string, int> _lineOfId = new(StringComparer.Ordinal);
    private readonly bool _isBySubscription = file.Plan.LookUpOf("account") == KnownKinds.BySubscription;

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
        if (row.Fault is { } fault)
        {
            report(Defect.Of(file.Name, fault));
            return null;
        }

        var fields = new RowReader(file.Plan, row);
        if (fields.Text("eventId").Value is not { Length: > 0 } id)
            return Refuse(
                row,
                fields,
                "eventId",
                "missing",
                "The event has no id; without one it would count again with every import."
            );
        if (_lineOfId.TryGetValue(id, out var first))
            return Refuse(
                row,
                fields,
                "eventId",
                "repeated-id",
                $"The id stands on line {first} already; that row counts, this one does not."
            );
        if (fields.Text("feature").Value is not { Length: > 0 } feature)
            return Refuse(row, fields, "feature", "missing", "Which feature was used?");
        if (fields.Instant("occurredAt").Value is not { } at)
            return Refuse(row, fields, "occurredAt", "missing", "When was it used?");
        var quantity = fields.Whole("quantity", int.MinValue, int.MaxValue).Value ?? 1;
        if (fields.HasErrors)
            return Refuse(row, fields, "quantity", "not-a-count", "Expected a whole number of at least 1.");
        if (quantity < 1)
            return Refuse(row, fields, "quantity", "no-use", "A use of less than 1 is no use.");
        if (Account(row, fields) is not { } account)
            return null;

        _lineOfId.Add(id, row.Line);
        foreach (var warning in fields.Problems)
            report(Defect.Of(file.Name, warning));
        CompareWithContract(row, fields, account, file.Day(row, "occurredAt") ?? DateOnly.FromDateTime(at.UtcDateTime));
        return new(
            row.Line,
            new(
                Guid.TryParse(id, out _) ? id : $"{source}:{id}",
                account.Contains(':', StringComparison.Ordinal) ? account : $"{source}:{account}",
                fields.Text("user").Value ?? "",
                feature,
                quantity,
                Instant(at.AddDays(shiftDays))
            )
            {
                Outcome = string.Equals(fields.Text("outcome").Value, "denied", StringComparison.OrdinalIgnoreCase)
                    ? "denied"
                    : null,
                Team = fields.Text("team").Value is { Length: > 0 } team ? team : null,
            }
        );
    }

    private string? Account(SourceRow row, RowReader fields)
    {
        if (fields.Text("account").Value is not { Length: > 0 } reference)
        {
            Refuse(row, fields, "account", "missing", "Whose usage is it?");
            return null;
        }

        if (!_isBySubscription)
            return reference;
        if (facts.Subscriptions.TryGetValue(reference, out var subscription))
            return subscription.Account;
        Refuse(
            row,
            fields,
            "account",
            "unknown-subscription",
            $"No subscription {reference} is in the subscriptions file, so the account is not known."
        );
        return null;
    }

    private void CompareWithContract(SourceRow row, RowReader fields, string account, DateOnly day)
    {
        if (facts.Accounts.TryGetValue(account, out var known) && day < known.Since)
            report(
                Warning(
                    row,
                    "before-customer-since",
                    FormattableString.Invariant(
                        $"Account {account} signed up on {known.Since:yyyy-MM-dd}, after this use."
                    )
                )
            );
        if (
            !_isBySubscription
            || fields.Text("account").Value is not { } reference
            || !facts.Subscriptions.TryGetValue(reference, out var subscription)
        )
            return;
        if (day < subscription.StartsOn)
            report(
                Warning(
                    row,
                    "usage-before-subscription",
                    FormattableString.Invariant(
                        $"Subscription {reference} starts on {subscription.StartsOn:yyyy-MM-dd}, after this use."
                    )
                )
            );
        if (day >= subscription.EndsOn)
            report(
                Warning(
                    row,
                    "usage-after-subscription",
                    FormattableString.Invariant(
                        $"Subscription {reference} ended on {subscription.EndsOn:yyyy-MM-dd}, before this use."
                    )
                )
            );
    }

    private Defect Warning(SourceRow row, string code, string message) =>
        Defect.Warning(file.Name, row.Line, file.ColumnOf("occurredAt"), file.Cell(row, "occurredAt"), code, message);

    /// <summary>A cell that could not be read is told as it was found; otherwise the given reason counts.</summary>
    private UsageLine? Refuse(SourceRow row, RowReader fields, string field, string code, string message)
    {
        var column = file.ColumnOf(field) ?? field;
        var found = fields.Problems.FirstOrDefault(problem => problem.IsError && problem.Column == column);
        report(
            found is null || code == "not-a-count"
                ? Defect.Error(file.Name, row.Line, column, file.Cell(row, field), code, message)
                : Defect.Of(file.Name, found)
        );
        return null;
    }

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
