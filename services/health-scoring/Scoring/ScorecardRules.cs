namespace Platform.HealthScoring.Scoring;

/// <summary>Finds every fault of a draft at once, each under the path of its field.</summary>
public static class ScorecardRules
{
    public static IReadOnlyDictionary<string, string[]> FaultsOf(Scorecard card)
    {
        var faults = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        void Fault(string path, string text)
        {
            if (!faults.TryGetValue(path, out var texts))
                faults[path] = texts = [];
            texts.Add(text);
        }

        if (card.Groups.Count == 0)
            Fault("groups", "A scorecard needs at least one group of measures.");
        if (card.MinimumWeightPresent is <= 0 or > 1)
            Fault("minimumWeightPresent", $"{card.MinimumWeightPresent} is not a share above 0 and up to 1.");
        if (card.Bands.RedUpTo < 0 || card.Bands.RedUpTo >= card.Bands.YellowUpTo || card.Bands.YellowUpTo >= 100)
            Fault(
                "bands",
                $"Limits must rise: 0 ≤ redUpTo ({card.Bands.RedUpTo}) < yellowUpTo ({card.Bands.YellowUpTo}) < 100."
            );

        var groupNames = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var weighed = new HashSet<Measure>();
        for (var g = 0; g < card.Groups.Count; g++)
        {
            var group = card.Groups[g];
            if (string.IsNullOrWhiteSpace(group.Name))
                Fault($"groups[{g}].name", "A group needs a name.");
            else if (!groupNames.Add(group.Name))
                Fault($"groups[{g}].name", $"The name '{group.Name}' is taken by another group.");
            if (group.Measures.Count == 0)
                Fault($"groups[{g}].measures", "A group needs at least one measure.");
            for (var m = 0; m < group.Measures.Count; m++)
            {
                var measure = group.Measures[m];
                var path = $"groups[{g}].measures[{m}]";
                if (measure.Measure == Measure.Override)
                    Fault($"{path}.measure", "'override' is not measured: people put it in a score's place.");
                if (!weighed.Add(measure.Measure))
                    Fault($"{path}.measure", $"'{MeasureCatalogue.NameOf(measure.Measure)}' is weighed twice.");
                if (measure.Weight is <= 0 or > 1000)
                    Fault($"{path}.weight", $"{measure.Weight} is not a weight above 0 and up to 1000.");
                if (measure.Curve.Problem() is { } problem)
                    Fault($"{path}.curve", $"Not a curve: {problem}.");
            }
        }

        var capNames = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var c = 0; c < card.Caps.Count; c++)
        {
            var cap = card.Caps[c];
            if (string.IsNullOrWhiteSpace(cap.Name))
                Fault($"caps[{c}].name", "A cap needs a name.");
            else if (!capNames.Add(cap.Name))
                Fault($"caps[{c}].name", $"The name '{cap.Name}' is taken by another cap.");
            if (cap.AtMost is < 0 or >= 100 || Points.Round(cap.AtMost) != cap.AtMost)
                Fault(
                    $"caps[{c}].atMost",
                    $"{cap.AtMost} is not a limit from 0 to below 100 with at most two decimals."
                );
            if (string.IsNullOrWhiteSpace(cap.Reason))
                Fault($"caps[{c}].reason", "A cap needs a reason that people can read.");
        }

        return faults.ToDictionary(f => f.Key, f => f.Value.ToArray(), StringComparer.Ordinal);
    }
}
