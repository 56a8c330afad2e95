using Platform.Cli.Imports.Reading;
using Platform.Files;
using Platform.Files.Mapping;
using Platform.Files.Reading;
using Platform.Files.Values;

namespace Platform.Cli.Imports.Recognition;

/// <summary>A file of which it is known what it holds and how it is read.</summary>
/// <param name="Mapping">The mapping document to send with it; null: its columns are understood by their names.</param>
/// <param name="MappingName">The name under which the platform keeps that mapping.</param>
/// <param name="Plan">How this program reads the file: which column is which field, and how its cells are
/// spelt.</param>
/// <param name="Findings">What was found out about spellings; those that need confirmation are asked about.</param>
public sealed record RecognisedFile(
    string Path,
    FileKind Kind,
    string? Mapping,
    string? MappingName,
    ImportPlan Plan,
    SourceReading Reading,
    IReadOnlyList<ColumnFinding> Findings
)
{
    /// <summary>Columns of which it is known that nothing takes them.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Files whose columns stand beside this one's.</summary>
    public IReadOnlyList<FileJoin> Joins { get; init; } = [];

    /// <summary>Why this file cannot be read as a whole; null where it can.</summary>
    public ImportProblem? Unreadable { get; init; }

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The rows that the mapping takes, with the columns of other files beside them.</summary>
    public IEnumerable<SourceRow> Rows() => FileJoin.Rows(DataFile.Rows(Path, Reading), Joins).Where(Plan.Takes);

    /// <summary>The column that fills a field; null where none does.</summary>
    public string? ColumnOf(string field) => Plan.Source(field)?.Column;

    /// <summary>The field's text as the file has it; null where this row does not give it.</summary>
    public string? Cell(SourceRow row, string field) => Plan.Source(field)?.Cell(row);

    /// <summary>The field's calendar day; null where it is missing or no date.</summary>
    public DateOnly? Day(SourceRow row, string field)
    {
        if (Plan.Source(field) is not { } source || source.Cell(row) is not { Length: > 0 } text)
            return null;
        foreach (var format in source.Dates)
        {
            if (format.TryParseDate(text, Plan.Zone, out var day))
                return day;
        }

        return null;
    }
}
