using Platform.Files.Mapping;
using Platform.Files.Reading;
using Platform.Files.Values;

namespace Platform.Files;

/// <summary>A file read once from end to end before anything is written: how many rows, how its columns are spelt, what
/// is missing.</summary>
/// <param name="Rows">Data rows that are taken, faulty ones included; those that the mapping leaves out are
/// not.</param>
/// <param name="Findings">What was detected; the import waits while one of them needs confirmation.</param>
/// <param name="Problems">Whole-file remarks: columns that nothing reads, rows left out by the mapping.</param>
public sealed record ScannedFile(
    ImportPlan Plan,
    SourceReading Reading,
    int Rows,
    IReadOnlyList<ColumnFinding> Findings,
    IReadOnlyList<ImportProblem> Problems
)
{
    public const int MostRows = 100_000;

    public bool NeedsConfirmation => Findings.Any(finding => finding.NeedsConfirmation);

    /// <param name="confirmed">Column → format, chosen by a person.</param>
    /// <exception cref="UnreadableFileException">The file cannot be read, has too many rows, or lacks a column without
    /// which no row can be right.</exception>
    public static ScannedFile Scan(
        Stream file,
        string format,
        RowKind kind,
        ImportMapping? mapping,
        IReadOnlyDictionary<string, string> confirmed,
        int mostRows = MostRows
    )
    {
        var plan = new ImportPlan(kind, mapping);
        var reading = new SourceReading(mapping?.Encoding, mapping?.Delimiter);
        var (rows, leftOut) = (0, 0);
        SourceColumns? columns = null;
        foreach (var row in SourceFile.Read(file, format, reading))
        {
            columns = row.Columns;
            if (!plan.Takes(row))
            {
                leftOut++;
                continue;
            }
            if (++rows > mostRows)
                throw new UnreadableFileException(
                    row.Line,
                    "too-many-rows",
                    $"The file has more than {mostRows} rows. Split it and import the parts one after the other."
                );
            plan.Observe(row);
        }
        if (columns is null || columns.Names.Count == 0)
            throw new UnreadableFileException(1, "no-rows", "The file has no rows.");
        if (rows > 0 && plan.WhatIsMissing(columns).FirstOrDefault() is { } missing)
            throw new UnreadableFileException(1, "missing-column", missing);

        if (plan.WhatIsAmbiguous(columns) is { } twice)
            throw new UnreadableFileException(
                1,
                "repeated-column",
                $"The column '{twice}' appears twice, and it is read. Rename or remove one of them."
            );

        var findings = plan.Conclude(confirmed);
        return new ScannedFile(plan, reading, rows, findings, [.. Remarks(plan, leftOut)]);
    }

    private static IEnumerable<ImportProblem> Remarks(ImportPlan plan, int leftOut)
    {
        foreach (var column in plan.NotMapped)
            yield return ImportProblem.Warning(
                1,
                column,
                null,
                "column-not-read",
                "No field takes this column, so it was left out. Map it, or list it under \"ignore\"."
            );
        if (leftOut > 0)
            yield return ImportProblem.Info(
                1,
                null,
                "rows-left-out",
                $"{leftOut} rows were left out, as the mapping says (\"only\", \"leaveOut\")."
            );
    }
}
