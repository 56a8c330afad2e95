using Platform.Cli.Imports.Reading;

namespace Platform.Cli.Imports.Recognition;

/// <summary>A file of which it is known what it holds and how it is read.</summary>
/// <param name="Mapping">The mapping document to send with it; null: its columns are understood by their names.</param>
/// <param name="MappingName">The name under which the platform keeps that mapping.</param>
public sealed record RecognisedFile(string Path, FileKind Kind, string? Mapping, string? MappingName, FieldMap Fields, DateSpelling? Dates)
{
    /// <summary>Columns of which it is known that nothing takes them.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public string Name => System.IO.Path.GetFileName(Path);

    public IEnumerable<SourceRow> Rows() => SourceRows.Of(Path, Fields.Delimiter);
}
