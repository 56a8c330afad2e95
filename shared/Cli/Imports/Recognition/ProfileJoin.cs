namespace Platform.Cli.Imports.Recognition;

/// <param name="With">The other entry's name.</param>
/// <param name="On">The columns that may hold its key; the first that a row fills counts.</param>
/// <param name="Take">The other file's columns, by their common names.</param>
/// <param name="Key">The other file's column that is named by; <c>id</c> where it is not said.</param>
/// <param name="As">What stands before the columns' names; the other entry's name where it is not said.</param>
/// <param name="Optional">Rows without a partner are fine, and so is a directory without the file.</param>
/// <param name="Only">Which of the other file's rows count: column → words.</param>
public sealed record ProfileJoin(
    string With,
    IReadOnlyList<string> On,
    IReadOnlyList<string> Take,
    string? Key = null,
    string? As = null,
    bool Optional = false,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Only = null
);
