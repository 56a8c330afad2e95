using Platform.Statistics.Learning;

namespace Platform.Cli.Training;

internal static class TrainingReport
{
    private const int ColumnsShown = 12;

    public static async Task WriteAsync(
        TextWriter text,
        TrainingResult result,
        IReadOnlyList<(string Column, double Strength, string Toward)> strongest,
        string about,
        IReadOnlyList<string> leftOut
    )
    {
        Task Line(string line) => text.WriteLineAsync(line);

        await Line(
            $"Learned from {result.Rows} rows; figures are from {result.HeldOut} rows held out "
                + $"({(result.Split == "time" ? "always later than those learned from" : "in folds")})."
        );
        if (leftOut.Count > 0)
            await Line($"Not learned from: {string.Join(", ", leftOut)}.");
        await Line($"");
        await Line($"{"outcome", -24} {"count", 7} {"AUC", 7}   95 % interval");
        foreach (var of in result.Classes)
            await Line(
                $"{of.Class, -24} {of.Count, 7} {of.Auc.Auc, 7:0.0000}   "
                    + $"{of.Auc.Interval.Low:0.0000}–{of.Auc.Interval.High:0.0000}"
            );
        await Line(
            $"Brier score {result.Brier:0.0000} (with base rates alone {result.BrierOfBaseRate:0.0000}; lower is "
                + $"better)"
        );
        await Line($"");
        await Line($"Calibration of '{about}': what was predicted, and what came");
        foreach (var bin in result.Classes.First(c => c.Class == about).Calibration)
            await Line(
                $"  {bin.From, 6:0.000}–{bin.To:0.000}  {bin.Count, 6} rows  predicted {bin.Predicted:0.000}  "
                    + $"observed {bin.Observed:0.000} ({bin.Interval.Low:0.000}–{bin.Interval.High:0.000})"
            );
        await Line($"");
        await Line($"What speaks loudest about '{about}' (spread of log-odds; the direction that makes it likelier)");
        foreach (var (column, strength, toward) in strongest.Take(ColumnsShown))
            await Line($"  {column, -28} {strength:0.000}  {toward}");
        await Line($"");
        await text.WriteLineAsync(result.Verdict);
    }
}
