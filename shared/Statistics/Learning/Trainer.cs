using System.Globalization;
using Platform.Statistics.Classification;

namespace Platform.Statistics.Learning;

/// <summary>Trains on a table and says, from rows held out, what the model is worth. Splits follow time where rows have
/// one: a model is never tested on what came before its lessons.</summary>
public static class Trainer
{
    /// <summary>
    /// The whole interval must lie above this. Half would be a coin's; so near to it a model is of no use to anybody,
    /// however many rows make its interval narrow, and of several classes one beats the coin by luck now and then.
    /// </summary>
    private const double LeastAuc = 0.55;

    public static TrainingResult Train(Table table, TrainingOptions options)
    {
        var split = table.Order is null ? "folds" : "time";
        var counts = table
            .Labels.GroupBy(l => l, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        if (RefusalOf(counts, options) is { } refusal)
            return new(null, refusal, false, refusal, split, table.Rows.Count, 0, double.NaN, double.NaN, []);

        // Classes too rare to learn are left out, with their rows; what is left has at least two.
        var classes = counts
            .Where(c => c.Value >= options.LeastPerClass)
            .Select(c => c.Key)
            .Order(StringComparer.Ordinal)
            .ToList();
        int[] usable = [.. Enumerable.Range(0, table.Rows.Count).Where(r => classes.Contains(table.Labels[r]))];
        var heldOut = table.Order is null
            ? ByFolds(table, usable, classes, options)
            : ByTime(table, usable, classes, options);
        if (heldOut is null)
        {
            var text =
                $"One of the classes {string.Join(", ", classes)} is only found at one end of the time: it "
                + $"cannot be learned from earlier rows and tested on later ones.";
            return new(null, text, false, text, split, usable.Length, 0, double.NaN, double.NaN, []);
        }

        List<ClassFigures> figures =
        [
            .. classes.Select((name, k) => FiguresOf(name, k, heldOut, counts[name])).OfType<ClassFigures>(),
        ];
        var nothing = !figures.Exists(f => f.Auc.Interval.Low > LeastAuc);
        var brier = Calibration.Brier(heldOut);
        var share = classes.Select((_, k) => (double)heldOut.Count(h => h.Outcome == k) / heldOut.Count).ToArray();
        var baseRate = Calibration.Brier([.. heldOut.Select(h => (share, h.Outcome))]);
        return new(
            TrainedModel.Fit(table, usable, classes, options.Penalty),
            null,
            nothing,
            VerdictOf(figures, nothing),
            split,
            usable.Length,
            heldOut.Count,
            brier,
            baseRate,
            figures
        );
    }

    private static string? RefusalOf(Dictionary<string, int> counts, TrainingOptions options)
    {
        if (counts.Values.Count(c => c >= options.LeastPerClass) >= 2)
            return null;
        var found =
            counts.Count == 0
                ? "none"
                : string.Join(
                    ", ",
                    counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Value} × {c.Key}")
                );
        return $"Too few outcomes to learn from: at least two kinds with {options.LeastPerClass} cases each are "
            + $"needed, found {found}.";
    }

    private static ClassFigures? FiguresOf(
        string name,
        int k,
        List<(double[] Probabilities, int Outcome)> heldOut,
        int count
    )
    {
        var scored = heldOut.Select(h => (h.Probabilities[k], h.Outcome == k)).ToList();
        return Roc.Of(scored) is { } roc ? new(name, count, roc, Calibration.Of(scored)) : null;
    }

    private static string VerdictOf(List<ClassFigures> figures, bool nothing)
    {
        var best = figures.MaxBy(f => f.Auc.Auc)!;
        var told = string.Create(
            CultureInfo.InvariantCulture,
            $"held-out AUC of '{best.Class}' {best.Auc.Auc:0.000} (95 % "
                + $"{best.Auc.Interval.Low:0.000}–{best.Auc.Interval.High:0.000})"
        );
        return nothing
            ? $"There is nothing to learn here: {told} is no better than a coin, or hardly. Do not use the "
                + $"probabilities."
            : $"The model tells outcomes apart: {told}.";
    }

    private static List<(double[] Probabilities, int Outcome)> ByFolds(
        Table table,
        int[] usable,
        List<string> classes,
        TrainingOptions options
    )
    {
        // The same rows always fall into the same folds, and each fold has its share of each class.
        var fold = new Dictionary<int, int>();
        foreach (var ofClass in usable.GroupBy(r => table.Labels[r], StringComparer.Ordinal))
        {
            var random = new Random(20261122);
            var shuffled = ofClass.ToArray();
            random.Shuffle(shuffled);
            for (var i = 0; i < shuffled.Length; i++)
                fold[shuffled[i]] = i % options.Folds;
        }
        var heldOut = new List<(double[] Probabilities, int Outcome)>();
        for (var f = 0; f < options.Folds; f++)
            heldOut.AddRange(
                Test(
                    table,
                    [.. usable.Where(r => fold[r] != f)],
                    [.. usable.Where(r => fold[r] == f)],
                    classes,
                    options
                )
            );
        return heldOut;
    }

    /// <summary>Learns from the first 40, 60 and 80 % of the time and is tested on the stretch that follows
    /// each.</summary>
    private static List<(double[] Probabilities, int Outcome)>? ByTime(
        Table table,
        int[] usable,
        List<string> classes,
        TrainingOptions options
    )
    {
        int[] sorted = [.. usable.OrderBy(r => table.Order![r])];
        var heldOut = new List<(double[] Probabilities, int Outcome)>();
        foreach (var share in new[] { 0.4, 0.6, 0.8 })
        {
            var (from, to) = (
                table.Order![sorted[(int)(sorted.Length * share)]],
                table.Order[sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * (share + 0.2)))]]
            );
            int[] earlier = [.. sorted.Where(r => table.Order[r] < from)];
            int[] later = [.. sorted.Where(r => table.Order[r] >= from && (table.Order[r] < to || share > 0.7))];
            if (
                earlier.Length == 0
                || later.Length == 0
                || earlier.Select(r => table.Labels[r]).Distinct(StringComparer.Ordinal).Count() < classes.Count
            )
                continue;
            heldOut.AddRange(Test(table, earlier, later, classes, options));
        }
        return heldOut.Select(h => h.Outcome).Distinct().Count() < 2 ? null : heldOut;
    }

    private static List<(double[] Probabilities, int Outcome)> Test(
        Table table,
        int[] earlier,
        int[] later,
        List<string> classes,
        TrainingOptions options
    )
    {
        var model = TrainedModel.Fit(table, earlier, classes, options.Penalty);
        return later.Select(r => (model.Probabilities(table.Row(r)), classes.IndexOf(table.Labels[r]))).ToList();
    }
}
