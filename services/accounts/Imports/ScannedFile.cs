using Platform.Accounts.Attributes;
using Platform.Accounts.Imports.Mapping;
using Platform.Accounts.Imports.Reading;
using Platform.Accounts.Imports.Values;

namespace Platform.Accounts.Imports;

/// <summary>A file read once from end to end before anything is written: how many rows, how its columns are spelt, what is missing.</summary>
/// <param name="Rows">Data rows, faulty ones included.</param>
/// <param name="Findings">What was detected; the import waits while one of them needs confirmation.</param>
/// <param name="Problems">Whole-file remarks (columns that nothing reads).</param>
public sealed record ScannedFile(ImportPlan Plan, SourceReading Reading, int Rows, IReadOnlyList<ColumnFinding> Findings, IReadOnlyList<ImportProblem> Problems)
{
    public const int MostRows = 100_000;

    public bool NeedsConfirmation => Findings.Any(finding => finding.NeedsConfirmation);

    /// <exception cref="UnreadableFileException">The file cannot be read, has too many rows, or lacks a column without which no row can be right.</exception>
    public static ScannedFile Scan(
        Stream file, string format, ImportKind kind, ImportMapping? mapping, IReadOnlyList<AttributeDefinition> attributes, IReadOnlyDictionary<string, string> confirmed)
    {
        var plan = new ImportPlan(kind, mapping, attributes);
        var reading = new SourceReading(mapping?.Encoding, mapping?.Delimiter);
        var rows = 0;
        SourceColumns? columns = null;
        foreach (var row in SourceFile.Read(file, format, reading))
        {
            if (++rows > MostRows)
                throw new UnreadableFileException(row.Line, "too-many-rows", $"The file has more than {MostRows} rows. Split it and import the parts one after the other.");
            plan.Observe(row);
            columns = row.Columns;
        }
        if (columns is null || columns.Names.Count == 0)
            throw new UnreadableFileException(1, "no-rows", "The file has no rows.");
        if (plan.WhatIsMissing(columns).FirstOrDefault() is { } missing)
            throw new UnreadableFileException(1, "missing-column", missing);

        var findings = plan.Conclude(confirmed);
        var notRead = plan.NotMapped.Select(column => ImportProblem.Warning(1, column, null, "column-not-read", "No field takes this column, so it was left out. Map it, or list it under \"ignore\"."));
        return new ScannedFile(plan, reading, rows, findings, [.. notRead]);
    }
}
