namespace Platform.Statistics.Learning;

/// <summary>An encoder and its weights: everything that a prediction needs. Serialises as JSON.</summary>
/// <param name="Classes">Names of the classes in the order of the weights.</param>
/// <param name="Weights">As in <see cref="LogisticRegression.Weights"/>.</param>
public sealed record TrainedModel(Encoder Encoder, IReadOnlyList<string> Classes, double[][] Weights)
{
    public static TrainedModel Fit(Table table, IReadOnlyList<int> rows, IReadOnlyList<string> classes, double penalty)
    {
        var encoder = Encoder.Learn(table.Columns, [.. rows.Select(r => table.Rows[r])]);
        var index = classes.Select((c, i) => (c, i)).ToDictionary(c => c.c, c => c.i, StringComparer.Ordinal);
        var fitted = LogisticRegression.Fit(
            [.. rows.Select(r => encoder.Encode(table.Row(r)))],
            [.. rows.Select(r => index[table.Labels[r]])],
            classes.Count,
            penalty
        );
        return new(encoder, classes, fitted.Weights);
    }

    public double[] Probabilities(IReadOnlyDictionary<string, string?> row) =>
        new LogisticRegression(Weights).Predict(Encoder.Encode(row));

    /// <summary>Probabilities with the columns that speak for or against <paramref name="about"/>, strongest
    /// first.</summary>
    public Prediction Explain(IReadOnlyDictionary<string, string?> row, string about)
    {
        var inputs = Encoder.Encode(row);
        var probabilities = new LogisticRegression(Weights).Predict(inputs);
        var against = Against(about);
        var contributions = new List<Contribution>();
        var at = 0;
        foreach (var column in Encoder.Columns)
        {
            double sum = 0;
            for (var j = at; j < at + column.Width; j++)
                sum += against[j + 1] * inputs[j];
            contributions.Add(new(column.Column, row.GetValueOrDefault(column.Column), sum));
            at += column.Width;
        }
        return new(
            Classes.Select((c, k) => (c, k)).ToDictionary(c => c.c, c => probabilities[c.k], StringComparer.Ordinal),
            [.. contributions.OrderByDescending(c => Math.Abs(c.LogOdds)).ThenBy(c => c.Column, StringComparer.Ordinal)]
        );
    }

    /// <summary>How strongly each column speaks, over the average of <paramref name="table"/>'s rows: the spread of its
    /// contributions.</summary>
    public IReadOnlyList<(string Column, double Strength, string Toward)> Strongest(Table table, string about)
    {
        var against = Against(about);
        var found = new List<(string Column, double Strength, string Toward)>();
        var inputs = Enumerable.Range(0, table.Rows.Count).Select(r => Encoder.Encode(table.Row(r))).ToList();
        var at = 0;
        foreach (var column in Encoder.Columns)
        {
            var from = at;
            var sums = inputs.ConvertAll(x => Enumerable.Range(from, column.Width).Sum(j => against[j + 1] * x[j]));
            var toward =
                column.Levels is { } levels
                    ? levels[Enumerable.Range(0, levels.Count).MaxBy(l => against[from + l + 1])]
                : against[from + 1] >= 0 ? "more"
                : "less";
            found.Add((column.Column, Math.Sqrt(sums.Average(s => s * s)), toward));
            at += column.Width;
        }
        return [.. found.OrderByDescending(f => f.Strength)];
    }

    /// <summary>Weights of a class less the mean of the others': its log-odds against them, exactly so with two
    /// classes.</summary>
    private double[] Against(string about)
    {
        var k = Classes.Select((c, i) => (c, i)).First(c => c.c == about).i;
        return [.. Weights[k].Select((w, j) => w - Weights.Where((_, other) => other != k).Average(other => other[j]))];
    }
}
