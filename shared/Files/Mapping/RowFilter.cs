using Platform.Files.Reading;

namespace Platform.Files.Mapping;

/// <summary>Which rows of a file are taken, by the words in some of its columns, compared without case.</summary>
/// <param name="Only">Column → words; a row is taken if it has one of them in each of these columns.</param>
/// <param name="LeaveOut">Column → words; a row is left out if it has one of them in any of these columns.</param>
public sealed record RowFilter(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Only,
    IReadOnlyDictionary<string, IReadOnlyList<string>> LeaveOut
)
{
    public static readonly RowFilter All = new(
        new Dictionary<string, IReadOnlyList<string>>(),
        new Dictionary<string, IReadOnlyList<string>>()
    );

    public IEnumerable<string> Columns => Only.Keys.Concat(LeaveOut.Keys);

    /// <summary>Rows that cannot be read are taken, so that they are reported.</summary>
    public bool Takes(SourceRow row)
    {
        if (row.Fault is not null || (Only.Count == 0 && LeaveOut.Count == 0))
            return true;
        return Only.All(column => row.Columns.IndexOf(column.Key) < 0 || Has(row, column.Key, column.Value))
            && !LeaveOut.Any(column => Has(row, column.Key, column.Value));
    }

    private static bool Has(SourceRow row, string column, IReadOnlyList<string> words) =>
        words.Contains(row[column] ?? "", StringComparer.OrdinalIgnoreCase) && row.Columns.IndexOf(column) >= 0;
}
