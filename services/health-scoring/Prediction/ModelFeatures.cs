using System.Globalization;
using Platform.HealthScoring.Scoring;
using Platform.Statistics.Learning;

namespace Platform.HealthScoring.Prediction;

/// <summary>The features of a model are the measures, by their names; a missing measure is a blank.</summary>
public static class ModelFeatures
{
    public static readonly IReadOnlyList<string> Columns =
    [
        .. MeasureCatalogue.All.Where(m => m.Measure != Measure.Override).Select(m => m.Name),
    ];

    public static Dictionary<string, string?> Of(MeasureValues values)
    {
        var row = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (measure, raw) in values.Present())
            row[MeasureCatalogue.NameOf(measure)] = raw.ToString(CultureInfo.InvariantCulture);
        return row;
    }

    /// <param name="cases">Measures some time before each outcome, the outcome's kind, and the day on which it was
    /// decided.</param>
    public static Table TableOf(IReadOnlyList<(MeasureValues Values, string Kind, DateOnly DecidedOn)> cases)
    {
        var rows = cases.Select(c => Of(c.Values)).ToList();
        return new(
            Columns,
            [.. rows.Select(r => Columns.Select(c => r.GetValueOrDefault(c)).ToArray())],
            [.. cases.Select(c => c.Kind)],
            [.. cases.Select(c => (long)c.DecidedOn.DayNumber)]
        );
    }
}
