namespace Platform.Files.Values;

/// <summary>What was found out about the spelling of one column.</summary>
/// <param name="Column">The file's column.</param>
/// <param name="Type"><c>date</c>, <c>boolean</c> or <c>decimal</c>.</param>
/// <param name="Format">The spelling that will be used; null while it has to be confirmed.</param>
/// <param name="Candidates">The spellings to choose from when the file itself cannot decide (03-04-2024).</param>
public sealed record ColumnFinding(string Column, string Type, string? Format, IReadOnlyList<string> Candidates)
{
    public const string Date = "date";
    public const string Boolean = "boolean";
    public const string Decimal = "decimal";

    public bool NeedsConfirmation => Format is null;
}
