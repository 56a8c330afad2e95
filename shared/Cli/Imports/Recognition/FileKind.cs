namespace Platform.Cli.Imports.Recognition;

/// <summary>What a file holds, in the order in which kinds are imported: what is referred to comes first.</summary>
public enum FileKind
{
    Accounts,
    Contacts,
    Subscriptions,
    Tickets,
    Activities,
    Invoices,
    Features,
    Usage,

    /// <summary>How terms ended: renewed, expanded, contracted, churned.</summary>
    Outcomes,

    /// <summary>Past answers to a survey.</summary>
    Answers,

    /// <summary>The roster of our side; imported before all others, because owners are people of it.</summary>
    People,

    /// <summary>Compared with the others, not imported.</summary>
    ChurnEvents,

    /// <summary>Its columns stand beside those of other files; it is not imported by itself.</summary>
    Joined,

    /// <summary>Known, and left out on purpose.</summary>
    LeftOut,
}

public static class FileKinds
{
    public static bool IsImportedByAccounts(this FileKind kind) => kind <= FileKind.Invoices;

    /// <summary>Read by this program; the platform reads the others and tells what is wrong with them.</summary>
    public static bool IsReadHere(this FileKind kind) =>
        kind
            is FileKind.Features
                or FileKind.Usage
                or FileKind.Outcomes
                or FileKind.Answers
                or FileKind.People
                or FileKind.ChurnEvents;

    /// <summary>As the API and the mapping documents spell it.</summary>
    public static string Spelt(this FileKind kind) =>
        kind switch
        {
            FileKind.ChurnEvents => "churn-events",
            FileKind.LeftOut => "left-out",
            _ => kind.ToString().ToLowerInvariant(),
        };

    public static FileKind? Parse(string spelt)
    {
        foreach (var kind in Enum.GetValues<FileKind>())
        {
            if (kind.Spelt() == spelt)
                return kind;
        }

        return null;
    }
}
