using System.Globalization;
using Platform.Accounts.Imports.Reading;
using Platform.ServiceKit.Text;

namespace Platform.Accounts.Imports.Mapping;

/// <summary>Reads one row's fields as typed values and collects everything that is wrong with it, not just the first thing.</summary>
public sealed class RowReader(ImportPlan plan, SourceRow row)
{
    private static readonly char[] ListSeparators = ['|', ';', ','];

    private readonly List<ImportProblem> _problems = [];

    public int Line => row.Line;

    public IReadOnlyList<ImportProblem> Problems => _problems;

    public bool HasErrors => _problems.Exists(problem => problem.IsError);

    /// <summary>Required text: an empty string and an error when it is missing.</summary>
    public string RequiredText(string field) => Text(field).Value ?? Missing<string>(field) ?? "";

    public Given<string?> Text(string field)
    {
        if (!TryRaw(field, out var source, out var raw)) return default;
        if (raw.Length == 0) return (string?)null;
        if (raw.Length <= source.Definition.MaxLength) return raw.ToNfc();
        return Wrong<string?>(source, raw, "too-long", $"Has {raw.Length} characters; at most {source.Definition.MaxLength} are kept.");
    }

    public Given<string?> Choice(string field)
    {
        if (!TryRaw(field, out var source, out var raw)) return default;
        if (raw.Length == 0) return (string?)null;
        var choices = source.Definition.Choices!;
        var spelt = raw.Replace(' ', '_').Replace('-', '_');
        var choice = choices.FirstOrDefault(choice => string.Equals(choice, raw, StringComparison.OrdinalIgnoreCase) || string.Equals(choice, spelt, StringComparison.OrdinalIgnoreCase));
        return choice ?? Wrong<string?>(source, raw, "unknown-value", $"Must be one of {string.Join(", ", choices)}. Correct it, or map it in \"values\".");
    }

    public string RequiredChoice(string field) => Required(field, Choice(field), value => value is null) ?? "";

    public Given<IReadOnlyList<string>> List(string field)
    {
        if (!TryRaw(field, out var source, out var raw)) return default;
        var items = raw.ToNfc().Split(ListSeparators,
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        if (source.Definition.Choices is not { } choices) return items;

        for (var i = 0; i < items.Length; i++)
        {
            var spelt = items[i].Replace(' ', '_').Replace('-', '_');
            var choice = choices.FirstOrDefault(choice => string.Equals(choice, spelt, StringComparison.OrdinalIgnoreCase));
            if (choice is null) return Wrong<IReadOnlyList<string>>(source, items[i], "unknown-value", $"Must be among {string.Join(", ", choices)}.");
            items[i] = choice;
        }
        return items;
    }

    public Given<int?> Whole(string field, int least, int most)
    {
        if (!TryRaw(field, out var source, out var raw)) return default;
        if (raw.Length == 0) return (int?)null;
        if (!source.Decimals.TryParse(raw, out var number) || number != decimal.Truncate(number))
            return Wrong<int?>(source, raw, "not-a-whole-number", "Must be a whole number, such as 250.");
        if (number < least || number > most) return Wrong<int?>(source, raw, "out-of-range", string.Create(CultureInfo.InvariantCulture, $"Must be from {least} to {most}."));
        return (int?)number;
    }

    public Given<decimal?> Decimal(string field, decimal least, decimal most)
    {
        if (!TryRaw(field, out var source, out var raw)) return default;
        if (raw.Length == 0) return (decimal?)null;
        if (!source.Decimals.TryParse(raw, out var number))
            return Wrong<decimal?>(source, raw, "not-a-number", $"Must be a number with '{source.Decimals.Name}' before the decimals, without currency signs.");
        if (number < least || number > most) return Wrong<decimal?>(source, raw, "out-of-range", string.Create(CultureInfo.InvariantCulture, $"Must be from {least} to {most}."));
        return (decimal?)number;
    }

    public decimal RequiredDecimal(string field, decimal least, decimal most) => Required(field, Decimal(field, least, most), value => value is null) ?? 0;

    public Given<bool?> Boolean(string field)
    {
        if (!TryRaw(field, out var source, out var raw)) return default;
        if (raw.Length == 0) return (bool?)null;
        if (source.Booleans.TryParse(raw, out var value)) return (bool?)value;
        return Wrong<bool?>(source, raw, "not-a-boolean", $"Must be {string.Join(" or ", source.Booleans.True)} for yes, {string.Join(" or ", source.Booleans.False)} for no.");
    }

    public Given<DateOnly?> Date(string field)
    {
        if (!TryRaw(field, out var source, out var raw)) return default;
        if (raw.Length == 0) return (DateOnly?)null;
        foreach (var format in source.Dates)
        {
            if (format.TryParseDate(raw, out var date)) return (DateOnly?)date;
        }
        return Wrong<DateOnly?>(source, raw, "not-a-date", $"Must be a date between 1900 and 2200 written as {Formats(source)}.");
    }

    public DateOnly RequiredDate(string field) => Required(field, Date(field), value => value is null) ?? default;

    public Given<DateTimeOffset?> Instant(string field)
    {
        if (!TryRaw(field, out var source, out var raw)) return default;
        if (raw.Length == 0) return (DateTimeOffset?)null;
        foreach (var format in source.Dates)
        {
            if (format.TryParse(raw, plan.Zone, out var instant)) return (DateTimeOffset?)instant.Kept();
        }
        return Wrong<DateTimeOffset?>(source, raw, "not-a-date", $"Must be a date, or a date and a time, between 1900 and 2200 written as {Formats(source)}.");
    }

    public DateTimeOffset RequiredInstant(string field) => Required(field, Instant(field), value => value is null) ?? default;

    /// <summary>An error about a field, found by a rule over several fields.</summary>
    public void Refuse(string field, string code, string message) =>
        _problems.Add(ImportProblem.Error(row.Line, ColumnOf(field), RawOf(field), code, message));

    public void Warn(string field, string code, string message) =>
        _problems.Add(ImportProblem.Warning(row.Line, ColumnOf(field), RawOf(field), code, message));

    private string ColumnOf(string field) => plan.Source(field)?.Column ?? field;

    private string? RawOf(string field) => plan.Source(field) is { } source ? source.Column is { } column ? row[column] : source.Constant : null;

    /// <summary>The field's text after its value map; false when this row does not give the field.</summary>
    private bool TryRaw(string field, out FieldSource source, out string raw)
    {
        source = plan.Source(field)!;
        raw = "";
        if (source is null) return false;
        var cell = source.Column is { } column ? row[column] : source.Constant;
        if (cell is null) return false;
        raw = cell;
        if (source.Target.Values is not { } map || (cell.Length == 0 && !map.ContainsKey(""))) return true;
        if (map.TryGetValue(cell, out var mapped) || (mapped = source.Target.Otherwise) is not null) raw = mapped;
        else
        {
            Wrong<string>(source, cell, "unmapped-value", $"The mapping does not say what '{cell}' means for '{field}'. Add it to \"values\", or give an \"otherwise\".");
            return false;
        }
        return true;
    }

    private Given<T> Wrong<T>(FieldSource source, string value, string code, string message)
    {
        _problems.Add(ImportProblem.Error(row.Line, source.Column ?? source.Definition.Name, value, code, message));
        return default;
    }

    private T? Required<T>(string field, Given<T> given, Func<T, bool> isMissing) => isMissing(given.Value) ? Missing<T>(field) : given.Value;

    private T? Missing<T>(string field)
    {
        var column = ColumnOf(field);
        // A value that could not be read is already reported; it is wrong, not missing.
        if (!_problems.Exists(problem => string.Equals(problem.Column, column, StringComparison.Ordinal)))
            _problems.Add(ImportProblem.Error(row.Line, column, "", "missing", $"'{field}' is required. Fill it in."));
        return default;
    }

    private static string Formats(FieldSource source) => string.Join(" or ", source.Dates.Select(format => format.Name));
}
