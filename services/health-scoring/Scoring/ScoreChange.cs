namespace Platform.HealthScoring.Scoring;

/// <summary>
/// Why a score moved. <see cref="Amount"/> is the new score minus the old and the amounts of <see cref="Causes"/> add
/// up to it exactly. Where one of the two was insufficient data there is no amount, and the causes only name what
/// appeared or went missing.
/// </summary>
/// <param name="Amount">Points gained, or lost where it is negative.</param>
/// <param name="Causes">What made the difference, the largest part first; together they are the amount.</param>
public sealed record ScoreChange(decimal? Amount, IReadOnlyList<ChangeCause> Causes);

/// <summary>
/// Walks from the old state to the new one step by step and books the difference of the (rounded) mean at each step on
/// what was changed in it, so that the amounts telescope to the change whatever happened together: first the scorecard,
/// then measures that appeared, then those that went missing, then changed values in the scorecard's order, then the
/// caps, and last an override. Our own choice of order; without appearances the mean is linear in the values, and the
/// order only moves roundings of 0.01.
/// </summary>
public static class ScoreChanges
{
    public static ScoreChange Between(
        Scorecard oldCard,
        MeasureValues oldValues,
        Scorecard newCard,
        MeasureValues newValues
    )
    {
        var before = HealthScorer.Score(oldCard, oldValues);
        var after = HealthScorer.Score(newCard, newValues);
        var causes = new List<ChangeCause>();
        // Where nothing is measured an override alone makes the score: it starts from 0.
        var at = before.BeforeCaps ?? 0;

        void Book(string cause, string kind, decimal? mean, decimal? fromRaw, decimal? toRaw)
        {
            var to = mean ?? 0;
            if (to == at && kind == "value")
                return;
            causes.Add(new ChangeCause(cause, kind, to - at, fromRaw, toRaw));
            at = to;
        }

        if (!ReferenceEquals(oldCard, newCard))
        {
            // A new scorecard may weigh nothing that the old inputs had: then the whole move is its doing.
            if (Weighing.Mean(newCard, oldValues) is { } reweighed)
                Book("scorecard", "scorecard", reweighed, null, null);
            else
                return Whole(before, after);
        }

        var step = oldValues.Copy();
        var changed = newCard
            .Groups.SelectMany(g => g.Measures)
            .Select(m => m.Measure)
            .Where(m => oldValues[m] != newValues[m])
            .ToList();
        foreach (
            var (kind, measures) in new[]
            {
                ("appeared", changed.Where(m => oldValues[m] is null)),
                ("went_missing", changed.Where(m => newValues[m] is null)),
                ("value", changed.Where(m => oldValues[m] is not null && newValues[m] is not null)),
            }
        )
        foreach (var measure in measures)
        {
            step[measure] = newValues[measure];
            Book(
                MeasureCatalogue.NameOf(measure),
                kind,
                Weighing.Mean(newCard, step),
                oldValues[measure],
                newValues[measure]
            );
        }

        if (before.Score is null || after.Score is null)
            return new ScoreChange(
                null,
                [.. causes.Where(c => c.Kind != "value").Select(c => c with { Amount = null })]
            );

        AddCaps(causes, before, after);
        return new ScoreChange(after.Score - before.Score, causes);
    }

    private static ScoreChange Whole(HealthScore before, HealthScore after)
    {
        var causes = new List<ChangeCause>
        {
            new("scorecard", "scorecard", (after.BeforeCaps ?? 0) - (before.BeforeCaps ?? 0), null, null),
        };
        if (before.Score is null || after.Score is null)
            return new ScoreChange(null, [causes[0] with { Amount = null }]);
        AddCaps(causes, before, after);
        return new ScoreChange(after.Score - before.Score, causes);
    }

    private static void AddCaps(List<ChangeCause> causes, HealthScore before, HealthScore after)
    {
        if (before.CapAdjustment != after.CapAdjustment)
            causes.Add(
                new ChangeCause(
                    "caps",
                    "caps",
                    after.CapAdjustment - before.CapAdjustment,
                    Binding(before),
                    Binding(after)
                )
            );
        if (before.OverrideAdjustment != after.OverrideAdjustment)
            causes.Add(
                new ChangeCause(
                    "override",
                    "override",
                    after.OverrideAdjustment - before.OverrideAdjustment,
                    null,
                    null
                )
            );
    }

    private static decimal? Binding(HealthScore score) => score.Caps.FirstOrDefault(c => c.Binding)?.AtMost;
}
