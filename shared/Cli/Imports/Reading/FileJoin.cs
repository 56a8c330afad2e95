using Platform.Files.Mapping;
using Platform.Files.Reading;

namespace Platform.Cli.Imports.Reading;

/// <summary>
/// Puts the columns of another file beside a file's rows, where a system splits what belongs together: the price of a
/// subscription's item, the company of a ticket. They are named <c>as.column</c>.
/// </summary>
public sealed class FileJoin
{
    private readonly string _as;
    private readonly IReadOnlyList<string> _on;
    private readonly bool _isOptional;
    private readonly IReadOnlyList<string> _columns;
    private readonly List<string> _names = [];
    private readonly Dictionary<string, string?[]> _rows = new(StringComparer.Ordinal);

    /// <param name="on">Columns of the rows that may hold the other's key; the first that a row fills counts.</param>
    /// <param name="columns">What is taken; it is named so behind <c>as.</c></param>
    /// <param name="isOptional">A row without a partner is no mistake.</param>
    public FileJoin(string @as, IReadOnlyList<string> on, IReadOnlyList<string> columns, bool isOptional) =>
        (_as, _on, _columns, _isOptional) = (@as, on, columns, isOptional);

    /// <summary>Takes the rows of another file; there may be several of one sort.</summary>
    /// <param name="key">Its column that names rows.</param>
    /// <param name="columnOf">Its column for each that is taken.</param>
    /// <param name="filter">Which of its rows count.</param>
    public FileJoin With(string path, string key, Func<string, string> columnOf, RowFilter filter)
    {
        _names.Add(Path.GetFileName(path));
        foreach (var row in DataFile.Rows(path, new SourceReading()))
        {
            // Of a history of rows with one key the last one counts.
            if (row.Fault is null && filter.Takes(row) && row[key] is { Length: > 0 } id)
                _rows[id] = [.. _columns.Select(column => row[columnOf(column)])];
        }

        return this;
    }

    public static IEnumerable<SourceRow> Rows(IEnumerable<SourceRow> rows, IReadOnlyList<FileJoin> joins)
    {
        if (joins.Count == 0)
            return rows;
        return Joined(rows, joins);
    }

    private static IEnumerable<SourceRow> Joined(IEnumerable<SourceRow> rows, IReadOnlyList<FileJoin> joins)
    {
        var all = new SourceColumns();
        foreach (var row in rows)
        {
            if (row.Fault is not null)
            {
                yield return row;
                continue;
            }

            var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            foreach (var (position, name) in row.Columns.Names.Index())
                values[name] = row.ValueAt(position);
            var lonely = joins.Select(join => join.Add(values)).FirstOrDefault(lonely => lonely is not null);
            foreach (var name in values.Keys.Where(name => all.IndexOf(name) < 0))
                all.Add(name, row.Line);
            yield return lonely is null
                ? new SourceRow(row.Line, all, [.. all.Names.Select(values.GetValueOrDefault)])
                : SourceRow.Faulty(row.Line, all, lonely.Column, lonely.Key, "no-partner", lonely.Message);
        }
    }

    private Lonely? Add(Dictionary<string, string?> values)
    {
        var column = _on.FirstOrDefault(column => !string.IsNullOrEmpty(values.GetValueOrDefault(column)));
        var key = column is null ? null : values[column];
        var found = key is null ? null : _rows.GetValueOrDefault(key);
        foreach (var (position, name) in _columns.Index())
            values[$"{_as}.{name}"] = found?[position] ?? "";
        return found is not null || _isOptional
            ? null
            : new(
                column ?? _on[0],
                key,
                key is null
                    ? $"The row names no row of {string.Join(" or ", _names)}, and needs one."
                    : $"The row needs '{key}', which is not in {string.Join(" or ", _names)}."
            );
    }

    private sealed record Lonely(string Column, string? Key, string Message);
}
