namespace Platform.Cli.Imports.Reading;

/// <summary>One row of a file as text.</summary>
/// <param name="Line">The physical line on which the row starts, from 1; a header counts.</param>
/// <param name="Problem">Why the row cannot be read; then there are no cells.</param>
public sealed record SourceRow(int Line, IReadOnlyDictionary<string, string> Cells, string? Problem = null)
{
    public string? this[string column] => Cells.TryGetValue(column, out var value) ? value : null;
}
