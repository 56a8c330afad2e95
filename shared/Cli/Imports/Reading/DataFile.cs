using Platform.Files.Reading;

namespace Platform.Cli.Imports.Reading;

/// <summary>Files on disk that hold rows.</summary>
public static class DataFile
{
    public static bool IsReadable(string path) =>
        IsNdjson(path) || path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    public static bool IsNdjson(string path) =>
        path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

    public static string FormatOf(string path) => IsNdjson(path) ? SourceFile.Ndjson : SourceFile.Csv;

    /// <summary>The file's columns; none where it cannot be read.</summary>
    public static IReadOnlyList<string> Header(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return SourceFile.Columns(file, FormatOf(path), new SourceReading()).Names;
        }
        catch (UnreadableFileException)
        {
            return [];
        }
    }

    public static IEnumerable<SourceRow> Rows(string path, SourceReading reading)
    {
        using var file = File.OpenRead(path);
        foreach (var row in SourceFile.Read(file, FormatOf(path), reading))
            yield return row;
    }
}
