using System.Globalization;
using Platform.Cli.Imports.Reading;
using Platform.Statistics.Learning;

namespace Platform.Cli.Training;

/// <summary>Scores a file's rows with a model, as CSV: the row's name, a probability per outcome, and what speaks
/// loudest.</summary>
internal static class ScoredRows
{
    private const int ContributionsShown = 3;

    public static async Task WriteAsync(
        FeatureFile file,
        string? id,
        TrainedModel model,
        string about,
        string? path,
        TextWriter output,
        CancellationToken ct
    )
    {
        var idColumn = id is null ? -1 : file.IndexOf(id, "--id");
        var missing = model
            .Encoder.Columns.Select(c => c.Column)
            .Where(c => !file.Header.Contains(c, StringComparer.Ordinal))
            .ToList();
        if (missing.Count > 0)
            throw new CommandFailedException(
                $"--score: {file.Path} lacks {string.Join(", ", missing)}, which the model learned from."
            );

        await using var target = path is null ? null : new StreamWriter(path);
        var text = target ?? output;
        await text.WriteLineAsync(
            CsvText.Record([id ?? "row", .. model.Classes.Select(c => $"p_{c}"), "because"], ',')
        );
        for (var r = 0; r < file.Rows.Count; r++)
        {
            ct.ThrowIfCancellationRequested();
            var cells = file.Rows[r];
            var row = new Dictionary<string, string?>(StringComparer.Ordinal);
            for (var c = 0; c < file.Header.Count; c++)
                row[file.Header[c]] = cells[c];
            var prediction = model.Explain(row, about);
            var because = prediction
                .Contributions.Take(ContributionsShown)
                .Select(c =>
                    string.Create(CultureInfo.InvariantCulture, $"{c.Column}={c.Value} {c.LogOdds:+0.00;-0.00}")
                );
            await text.WriteLineAsync(
                CsvText.Record(
                    [
                        idColumn >= 0 ? cells[idColumn] ?? "" : (r + 1).ToString(CultureInfo.InvariantCulture),
                        .. model.Classes.Select(c =>
                            prediction.Probabilities[c].ToString("0.0000", CultureInfo.InvariantCulture)
                        ),
                        string.Join("; ", because),
                    ],
                    ','
                )
            );
        }
        if (path is not null)
            await output.WriteLineAsync($"{file.Rows.Count} rows scored: {path}");
    }
}
