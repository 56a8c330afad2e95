using Platform.Cli.Imports.Recognition;
using Platform.Files.Reading;

namespace Platform.Cli.Imports.Checks;

/// <summary>What the files say about accounts and subscriptions, to compare the other rows with.</summary>
public sealed class SourceFacts
{
    public Dictionary<string, AccountFact> Accounts { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, SubscriptionFact> Subscriptions { get; } = new(StringComparer.Ordinal);

    /// <summary>E-mail addresses of contacts, by their ids in the source.</summary>
    public Dictionary<string, string> Emails { get; } = new(StringComparer.Ordinal);

    public static SourceFacts Of(Recognised source)
    {
        var facts = new SourceFacts();
        if (source.First(FileKind.Accounts) is { Unreadable: null } accounts)
            facts.ReadAccounts(accounts);
        if (source.First(FileKind.Subscriptions) is { Unreadable: null } subscriptions)
            facts.ReadSubscriptions(subscriptions);
        if (source.First(FileKind.Contacts) is { Unreadable: null } contacts)
            facts.ReadContacts(contacts);
        return facts;
    }

    private void ReadAccounts(RecognisedFile file)
    {
        foreach (var row in file.Rows())
        {
            if (Cell(file, row, "externalId") is { Length: > 0 } id)
                Accounts.TryAdd(
                    id,
                    new(
                        row.Line,
                        Day(file, row, "customerSince"),
                        Flag(Cell(file, row, "churned")),
                        Cell(file, row, "product")
                    )
                );
        }
    }

    private void ReadSubscriptions(RecognisedFile file)
    {
        foreach (var row in file.Rows())
        {
            if (Cell(file, row, "externalId") is { Length: > 0 } id)
                Subscriptions.TryAdd(
                    id,
                    new(
                        row.Line,
                        Cell(file, row, "account") ?? "",
                        Day(file, row, "startsOn"),
                        Day(file, row, "endsOn"),
                        Flag(Cell(file, row, "churned")),
                        Cell(file, row, "product")
                    )
                );
        }
    }

    private void ReadContacts(RecognisedFile file)
    {
        foreach (var row in file.Rows())
        {
            if (
                Cell(file, row, "externalId") is { Length: > 0 } id
                && Cell(file, row, "email") is { Length: > 0 } email
            )
                Emails.TryAdd(id, email);
        }
    }

    internal static string? Cell(RecognisedFile file, SourceRow row, string field) => file.Cell(row, field);

    internal static DateOnly? Day(RecognisedFile file, SourceRow row, string field) => file.Day(row, field);

    internal static bool? Flag(string? text) =>
        text?.ToLowerInvariant() switch
        {
            "true" or "yes" or "y" or "1" or "t" => true,
            "false" or "no" or "n" or "0" or "f" => false,
            _ => null,
        };
}
