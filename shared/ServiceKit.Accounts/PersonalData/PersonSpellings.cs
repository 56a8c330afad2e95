namespace Platform.ServiceKit.PersonalData;

/// <summary>Every way in which one person may be written: as now, as before, and as the duplicates merged into them
/// were.</summary>
/// <param name="Everywhere">Theirs alone (e-mail addresses, full names that nobody else bears): looked for at every
/// account.</param>
/// <param name="AtAccounts">What others may be called too (one-word names, names of namesakes, ids): looked for at
/// their accounts only.</param>
/// <param name="Others">Longer names of other people that contain one of theirs: left as they are.</param>
public sealed record PersonSpellings(
    IReadOnlyList<string> Everywhere,
    IReadOnlyList<string> AtAccounts,
    IReadOnlyList<string> Others
)
{
    public static PersonSpellings None { get; } = new([], [], []);

    /// <summary>These and what a service knows of the person by itself.</summary>
    public PersonSpellings With(IEnumerable<string?> known)
    {
        var more = known.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text!.Trim()).ToList();
        return this with
        {
            Everywhere = [.. Everywhere.Union(more.Where(IsEmail), StringComparer.OrdinalIgnoreCase)],
            AtAccounts = [.. AtAccounts.Union(more.Where(text => !IsEmail(text)), StringComparer.Ordinal)],
        };
    }

    public static bool IsEmail(string text) =>
        text.IndexOf('@', StringComparison.Ordinal) > 0 && !text.Any(char.IsWhiteSpace);
}
