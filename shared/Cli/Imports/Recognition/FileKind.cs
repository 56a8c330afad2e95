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

    /// <summary>Compared with the others, not imported.</summary>
    ChurnEvents,

    /// <summary>Known, and left out on purpose.</summary>
    LeftOut,
}

public static class FileKinds
{
    public static bool IsImportedByAccounts(this FileKind kind) => kind <= FileKind.Invoices;

    /// <summary>As the API and the mapping documents spell it.</summary>
    public static string Spelt(this FileKind kind) => kind switch
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
