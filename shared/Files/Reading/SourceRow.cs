namespace Platform.Files.Reading;

/// <summary>One record as text. A row that could not be read has a <see cref="Fault"/> and no values.</summary>
/// <param name="line">Physical line on which the record starts, from 1.</param>
/// <param name="numbers">Positions that JSON says are numbers; null for none.</param>
public sealed class SourceRow(
    int line,
    SourceColumns columns,
    IReadOnlyList<string?> values,
    ImportProblem? fault = null,
    IReadOnlySet<int>? numbers = null
)
{
    public int Line { get; } = line;

    public SourceColumns Columns { get; } = columns;

    public ImportProblem? Fault { get; } = fault;

    /// <summary>The trimmed value, an empty string when the cell is blank, null when this row has no such
    /// column.</summary>
    public string? this[string column]
    {
        get
        {
            var position = Columns.IndexOf(column);
            return position < 0 ? null : ValueAt(position);
        }
    }

    public string? ValueAt(int position) => position < values.Count ? values[position] : null;

    /// <summary>A JSON number: its point stands before the decimals, whatever texts of the column do.</summary>
    public bool IsNumber(int position) => numbers is not null && numbers.Contains(position);

    public bool IsNumber(string column) => numbers is not null && numbers.Contains(Columns.IndexOf(column));

    public static SourceRow Faulty(
        int line,
        SourceColumns columns,
        string? column,
        string? value,
        string code,
        string message
    ) => new(line, columns, [], ImportProblem.Error(line, column, value, code, message));
}
