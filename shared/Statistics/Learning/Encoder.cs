namespace Platform.Statistics.Learning;

/// <summary>Turns tables of texts into inputs, the same way for training and for prediction.</summary>
public sealed record Encoder(IReadOnlyList<ColumnEncoding> Columns)
{
    private const int MostLevels = 40;

    /// <summary>A level must be seen so often to get a weight of its own.</summary>
    private const int LeastPerLevel = 5;

    /// <summary>A column of texts with more distinct values than this share of the rows is a name or an id: nothing to
    /// learn from.</summary>
    private const double IdShare = 0.5;

    private const string Blank = "(blank)";
    private const string Other = "(other)";

    public int Width => Columns.Sum(c => c.Width);

    /// <param name="rows">Per row one cell per column; null or blank is missing.</param>
    public static Encoder Learn(IReadOnlyList<string> columns, IReadOnlyList<string?[]> rows)
    {
        var encodings = new List<ColumnEncoding>();
        for (var c = 0; c < columns.Count; c++)
        {
            var column = c;
            var cells = rows.Select(r => Cell(r[column])).ToList();
            if (Table.IsNumeric(cells))
                Add(encodings, Numeric(columns[c], cells));
            else
                Add(encodings, Categorical(columns[c], cells));
        }
        return new(encodings);
    }

    public double[] Encode(IReadOnlyDictionary<string, string?> row)
    {
        var inputs = new double[Width];
        var at = 0;
        foreach (var column in Columns)
        {
            var cell = Cell(row.GetValueOrDefault(column.Column));
            if (column.Levels is { } levels)
            {
                var text = cell ?? Blank;
                var level = IndexOf(levels, text);
                if (level < 0)
                    level = IndexOf(levels, Other);
                for (var l = 0; l < levels.Count; l++)
                    inputs[at + l] = (l == level ? 1 : 0) - column.Centres[l];
            }
            else
            {
                var number = Table.Number(cell);
                inputs[at] = number is { } value ? (value - column.Mean) / column.Spread : 0;
                if (column.HasMissing)
                    inputs[at + 1] = (number is null ? 1 : 0) - column.Centres[0];
            }
            at += column.Width;
        }
        return inputs;
    }

    private static void Add(List<ColumnEncoding> encodings, ColumnEncoding? encoding)
    {
        if (encoding is not null)
            encodings.Add(encoding);
    }

    private static ColumnEncoding? Numeric(string column, List<string?> cells)
    {
        var numbers = cells.Select(Table.Number).OfType<double>().ToList();
        var missing = cells.Count - numbers.Count;
        if (numbers.Count == 0)
            return null;
        var mean = numbers.Average();
        var spread = Math.Sqrt(numbers.Average(n => (n - mean) * (n - mean)));
        if (spread == 0 && missing == 0)
            return null;
        var flagged = missing >= LeastPerLevel;
        return new(
            column,
            mean,
            spread == 0 ? 1 : spread,
            flagged,
            null,
            flagged ? [(double)missing / cells.Count] : []
        );
    }

    private static ColumnEncoding? Categorical(string column, List<string?> cells)
    {
        var counts = cells
            .GroupBy(c => c ?? Blank, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.OrdinalIgnoreCase);
        if (counts.Count < 2 || counts.Count > Math.Max(MostLevels, IdShare * cells.Count))
            return null;
        var kept = counts
            .Where(c => c.Value >= LeastPerLevel)
            .OrderByDescending(c => c.Value)
            .ThenBy(c => c.Key, StringComparer.Ordinal)
            .Take(MostLevels)
            .ToList();
        var rest = cells.Count - kept.Sum(k => k.Value);
        var levels = kept.Select(k => k.Key).Concat(rest > 0 ? [Other] : []).ToList();
        return levels.Count < 2
            ? null
            : new(
                column,
                0,
                1,
                false,
                levels,
                [
                    .. kept.Select(k => (double)k.Value / cells.Count),
                    .. rest > 0 ? new[] { (double)rest / cells.Count } : [],
                ]
            );
    }

    private static int IndexOf(IReadOnlyList<string> levels, string text)
    {
        for (var l = 0; l < levels.Count; l++)
            if (string.Equals(levels[l], text, StringComparison.OrdinalIgnoreCase))
                return l;
        return -1;
    }

    private static string? Cell(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
