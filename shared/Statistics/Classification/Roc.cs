namespace Platform.Statistics.Classification;

/// <summary>
/// Area under the ROC curve: the chance that one with the outcome has the higher score than one without; ties count one
/// half. The interval is that of DeLong, DeLong and Clarke-Pearson (1988), by mid-ranks.
/// </summary>
public sealed record Roc(double Auc, Interval Interval, int Positives, int Negatives)
{
    /// <summary>Null where one of the two kinds is missing: there is nothing to tell apart.</summary>
    public static Roc? Of(IReadOnlyList<(double Score, bool Outcome)> scored)
    {
        var positives = scored.Where(s => s.Outcome).Select(s => s.Score).ToArray();
        var negatives = scored.Where(s => !s.Outcome).Select(s => s.Score).ToArray();
        if (positives.Length == 0 || negatives.Length == 0)
            return null;

        var all = MidRanks([.. positives, .. negatives]);
        var (ofPositives, ofNegatives) = (MidRanks(positives), MidRanks(negatives));
        double[] above = [.. positives.Select((_, i) => (all[i] - ofPositives[i]) / negatives.Length)];
        double[] below =
        [
            .. negatives.Select((_, j) => 1 - (all[positives.Length + j] - ofNegatives[j]) / positives.Length),
        ];
        var auc = above.Average();
        var error = Math.Sqrt(Variance(above) / positives.Length + Variance(below) / negatives.Length);
        return new(
            auc,
            new Interval(Math.Max(0, auc - Interval.Z * error), Math.Min(1, auc + Interval.Z * error)),
            positives.Length,
            negatives.Length
        );
    }

    private static double[] MidRanks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort((double[])values.Clone(), order);
        var ranks = new double[values.Length];
        for (var from = 0; from < order.Length; )
        {
            var to = from;
            while (to < order.Length && values[order[to]] == values[order[from]])
                to++;
            for (var i = from; i < to; i++)
                ranks[order[i]] = (from + to + 1) / 2.0;
            from = to;
        }
        return ranks;
    }

    /// <summary>With a single one of a kind its spread is not known; a half is the widest that a share can
    /// have.</summary>
    private static double Variance(double[] values)
    {
        if (values.Length < 2)
            return 0.25;
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1);
    }
}
