namespace Platform.HealthScoring.Scoring;

/// <summary>
/// The score of one account from its raw measures. Pure, and decimal throughout: the same inputs give the same bits on
/// any machine. The live path, history, what-if and back-test all call this.
/// </summary>
public static class HealthScorer
{
    /// <summary>Kept with each stored score; a change of arithmetic gets a new number and leaves the old one in
    /// place.</summary>
    public const int Algorithm = 1;

    private const int MostDrivers = 5;

    public static HealthScore Score(Scorecard card, MeasureValues values)
    {
        var weighing = Weighing.Of(card, values);
        var contributions = Contributions(card, values, weighing);
        decimal? mean = weighing.Present == 0 ? null : Points.Round(contributions.Sum(c => c.Points));
        var enough = mean is not null && weighing.Present >= card.MinimumWeightPresent;

        var caps = enough ? AppliedCaps(card, values, mean!.Value) : [];
        decimal? computed = enough ? Math.Min(mean!.Value, caps.FirstOrDefault(c => c.Binding)?.AtMost ?? 100) : null;
        var adjustment = computed - mean ?? 0;
        // A person's word stands even where the data is insufficient.
        var score = values[Measure.Override] is { } put ? Points.Round(Math.Clamp(put, 0, 100)) : computed;
        return new HealthScore(
            score,
            score is { } s ? card.Bands.Of(s) : null,
            mean,
            adjustment,
            MeasureValues.Canonical(weighing.Present, 4),
            contributions,
            caps,
            Drivers(card, contributions, caps, adjustment),
            values[Measure.Override] is null ? 0 : score!.Value - (computed ?? mean ?? 0)
        );
    }

    /// <summary>What <see cref="Score"/> answers, without the explanation and at a fraction of its cost.</summary>
    public static ScoreFigures Figures(Scorecard card, MeasureValues values)
    {
        var weighing = Weighing.Of(card, values);
        var mean = weighing.MeanOf(card, values);
        var enough = mean is not null && weighing.Present >= card.MinimumWeightPresent;
        var (computed, caps) = (enough ? mean : null, "");
        if (enough && card.Caps.Any(c => c.AtMost < mean && c.AppliesTo(values)))
        {
            var applied = AppliedCaps(card, values, mean!.Value);
            (computed, caps) = (Math.Min(mean.Value, applied[0].AtMost), CapNames(applied));
        }
        var score = values[Measure.Override] is { } put ? Points.Round(Math.Clamp(put, 0, 100)) : computed;
        return new ScoreFigures(
            score,
            score is { } s ? card.Bands.Of(s) : null,
            MeasureValues.Canonical(weighing.Present, 4),
            caps
        );
    }

    private static string CapNames(AppliedCap[] caps) => string.Join(',', caps.Select(c => c.Name));

    private static Contribution[] Contributions(Scorecard card, MeasureValues values, Weighing weighing)
    {
        var exact = new decimal[weighing.Shares.Length];
        var i = 0;
        foreach (var measure in card.Groups.SelectMany(g => g.Measures))
        {
            exact[i] = values[measure.Measure] is { } raw ? weighing.Shares[i] * measure.Curve.ValueOf(raw) : 0;
            i++;
        }
        var points = Points.Apportion(exact);

        var contributions = new Contribution[exact.Length];
        i = 0;
        foreach (var group in card.Groups)
        foreach (var measure in group.Measures)
        {
            var raw = values[measure.Measure];
            var value = raw is { } r ? measure.Curve.ValueOf(r) : (decimal?)null;
            contributions[i] = new Contribution(
                measure.Measure,
                group.Name,
                raw,
                value,
                measure.Weight,
                MeasureValues.Canonical(weighing.Shares[i], 4),
                points[i],
                value is { } v ? Points.Round(weighing.Shares[i] * (100 - v)) : 0,
                raw is { } at ? measure.Curve.Around(at) : []
            );
            i++;
        }
        return contributions;
    }

    /// <summary>All caps whose condition holds and that lie below the mean, lowest first; the lowest binds.</summary>
    private static AppliedCap[] AppliedCaps(Scorecard card, MeasureValues values, decimal mean) =>
        [
            .. card
                .Caps.Where(c => c.AtMost < mean && c.AppliesTo(values))
                .OrderBy(c => c.AtMost)
                .Select((c, rank) => new AppliedCap(c.Name, c.Measure, c.AtMost, c.Reason, Binding: rank == 0)),
        ];

    private static Driver[] Drivers(Scorecard card, Contribution[] contributions, AppliedCap[] caps, decimal adjustment)
    {
        var drivers = new List<Driver>();
        foreach (var (contribution, measure) in contributions.Zip(card.Groups.SelectMany(g => g.Measures)))
            if (contribution.PointsLost > 0)
                drivers.Add(
                    new Driver(
                        MeasureCatalogue.NameOf(measure.Measure),
                        "measure",
                        contribution.PointsLost,
                        contribution.Raw,
                        measure.Playbook
                    )
                );
        if (Array.Find(caps, c => c.Binding) is { } cap)
            drivers.Add(
                new Driver(cap.Name, "cap", -adjustment, null, card.Caps.First(c => c.Name == cap.Name).Playbook)
            );
        return
        [
            .. drivers.OrderByDescending(d => d.Cost).ThenBy(d => d.Cause, StringComparer.Ordinal).Take(MostDrivers),
        ];
    }
}
