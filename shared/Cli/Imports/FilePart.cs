using System.Text.Json.Nodes;
using Platform.Cli.Imports.Reading;
using Platform.Cli.Imports.Recognition;
using Platform.Files;
using Platform.Files.Reading;

namespace Platform.Cli.Imports;

/// <summary>What is sent to the platform for a file, or for as much of it as the platform takes at once.</summary>
/// <param name="IsRewritten">The rows were written anew, as NDJSON in UTF-8: every row on the line that it has in the
/// file.</param>
/// <param name="Faults">Rows that could not be read and were left out.</param>
public sealed record FilePart(byte[] Content, bool IsRewritten, IReadOnlyList<ImportProblem> Faults)
{
    public string Format(RecognisedFile file) => IsRewritten ? SourceFile.Ndjson : DataFile.FormatOf(file.Path);

    /// <summary>The mapping without what it says about bytes that are no longer there.</summary>
    public string? Mapping(RecognisedFile file)
    {
        if (!IsRewritten || file.Mapping is null)
            return file.Mapping;
        var document = JsonNode.Parse(file.Mapping)!.AsObject();
        document.Remove("encoding");
        document.Remove("delimiter");
        return document.ToJsonString();
    }
}
