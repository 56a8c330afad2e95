using Platform.Cli.Imports.Reading;
using Platform.Files.Reading;
using Platform.Statistics.Learning;

namespace Platform.Cli.Training;

/// <summary>A delimited file with a header, as a table to learn from or to score.</summary>
internal sealed record FeatureFile(string Path, IReadOnlyList<string> Header, IReadOnlyList<string?[]> Rows)
{
    public static FeatureFile Read(string path)
    {
        if (!File.Exists(path))
            throw new CommandFailedException($"There is no file {path}.");
        var rows = new List<string?[]>();
        IReadOnlyList<string> header = [];
        try
        {
            foreach (var row in DataFile.Rows(path, new SourceReading()))
            {
                if (row.Fault is { } fault)
                    throw new CommandFailedException($"{path}, line {row.Line}: {fault.Message}");
                header = row.Columns.Names;
                rows.Add([.. header.Select((_, column) => row.ValueAt(column))]);
            }
        }
        catch (UnreadableFileException unreadable)
        {
            throw new CommandFailedException($"{path}, line {unreadable.Line}: {unreadable.Message}", unreadable);
        }
        if (rows.Count == 0)
            throw new CommandFailedException($"{path} holds no rows below a header.");
        return new(
            path,
            header,
            [
                .. rows.Select(row =>
                    row.Length == header.Count ? row : [.. row, .. new string?[header.Count - row.Length]]
                ),
            ]
        );
    }

    public int IndexOf(string column, string option)
    {
        for (var c = 0; c < Header.Count; c++)
            if (string.Equals(Header[c], column, StringComparison.OrdinalIgnoreCase))
                return c;
        throw new CommandFailedException(
            $"{option} {column}: {Path} has no such column. It has: {string.Join(", ", Header)}."
        );
    }

    /// <summary>Columns that number the rows: named an id, and no value comes twice. A model would learn them by
    /// heart.</summary>
    public IEnumerable<int> Ids() =>
        Enumerable
            .Range(0, Header.Count)
            .Where(c =>
                Header[c].EndsWith("id", StringComparison.OrdinalIgnoreCase)
                && Rows.Select(r => r[c]).Distinct(StringComparer.Ordinal).Count() == Rows.Count
            );

    /// <summary>Rows with a blank label are left out.</summary>
    public Table ToTable(int label, int? time, IReadOnlySet<int> leaveOut)
    {
        int[] columns =
        [
            .. Enumerable.Range(0, Header.Count).Where(c => c != label && c != time && !leaveOut.Contains(c)),
        ];
        var rows = Rows.Where(r => !string.IsNullOrWhiteSpace(r[label])).ToList();
        return new(
            [.. columns.Select(c => Header[c])],
            [.. rows.Select(r => Array.ConvertAll(columns, c => r[c]))],
            [.. rows.Select(r => r[label]!.Trim())],
            time is { } t ? [.. rows.Select((r, i) => TimeOf(r[t], i))] : null
        );
    }

    private static long TimeOf(string? cell, int row) =>
        Table.Number(cell) is { } number
            ? (long)(number * 86_400)
            : throw new CommandFailedException(
                $"--time: '{cell}' of row {row + 1} is neither a number nor a date (yyyy-MM-dd)."
            );
}
