using System.Globalization;

namespace Platform.Statistics.Learning;

/// <summary>A table to learn from: columns of texts, one label per row. Whether a column is numbers or categories is
/// found out from its cells.</summary>
/// <param name="Columns">Names of the feature columns.</param>
/// <param name="Rows">Per row one cell per column; null or blank is missing.</param>
/// <param name="Labels">What is to be predicted, one per row.</param>
/// <param name="Order">Where the rows have a time: their order in it, ascending. Null: none.</param>
public sealed record Table(
    IReadOnlyList<string> Columns,
    IReadOnlyList<string?[]> Rows,
    IReadOnlyList<string> Labels,
    IReadOnlyList<long>? Order = null
)
{
    private static readonly string[] NotNumbers = ["na", "n/a", "nan", "null", "none", "-", "?"];
    private static readonly string[] Dates =
    [
        "yyyy-MM-dd",
        "yyyy/MM/dd",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-ddTHH:mm:ssK",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    public Dictionary<string, string?> Row(int index)
    {
        var row = new Dictionary<string, string?>(Columns.Count, StringComparer.Ordinal);
        for (var c = 0; c < Columns.Count; c++)
            row[Columns[c]] = Rows[index][c];
        return row;
    }

    /// <summary>Every cell that says anything is a number, and at least one is.</summary>
    internal static bool IsNumeric(IReadOnlyList<string?> cells)
    {
        var any = false;
        foreach (var cell in cells)
        {
            if (IsMissing(cell))
                continue;
            if (Number(cell) is null)
                return false;
            any = true;
        }
        return any;
    }

    /// <summary>The cell as a number; a date or an instant counts its days.</summary>
    public static double? Number(string? cell) =>
        IsMissing(cell) ? null
        : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
        : DateTime.TryParseExact(
            cell!.Trim(),
            Dates,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var date
        )
            ? date.ToOADate()
        : null;

    private static bool IsMissing(string? cell) =>
        string.IsNullOrWhiteSpace(cell) || NotNumbers.Contains(cell.Trim(), StringComparer.OrdinalIgnoreCase);
}
