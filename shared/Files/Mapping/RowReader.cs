using System.Globalization;
using Platform.Files.Reading;
using Platform.Files.Values;

namespace Platform.Files.Mapping;

/// <summary>Reads one row's fields as typed values and collects everything that is wrong with it, not just the first
/// thing.</summary>
public sealed class RowReader(ImportPlan plan, SourceRow row)
{
    private static readonly char[] ListSeparators = ['|', ';', ','];

    private readonly List<ImportProblem> _problems = [];

    public int Line => row.Line;

    public IReadOnlyList<ImportProblem> Problems => _problems;

    public bool HasErrors => _problems.Exists(problem => problem.IsError);

    /// <summary>Required text: an empty string and an error when it is missing.</summary>
    public string RequiredText(string field) => Text(field).Value ?? Missing<string>(field) ?? "";

    public Optional<string?> Text(string field)
    {
        if (!TryRaw(field, out var source, out var raw))
            return default;
        if (raw.Length == 0)
            return (string?)null;
        if (source.Definition.IsId && ShortenedNumber.Is(raw))
            Warn(field, ShortenedNumber.Code, ShortenedNumber.Advice);
        if (raw.Length <= source.Definition.MaxLength)
            return Nfc(raw);
        return Wrong<string?>(
            source,
            raw,
            "too-long",
            $"Has {raw.Length} characters; at most {source.Definition.MaxLength} are kept."
        );
    }

    public Optional<string?> Choice(string field)
    {
        if (!TryRaw(field, out var source, out var raw))
            return default;
        if (raw.Length == 0)
            return (string?)null;
        var choices = source.Definition.Choices!;
        var spelt = raw.Replace(' ', '_').Replace('-', '_');
        var choice = choices.FirstOrDefault(choice =>
            string.Equals(choice, raw, StringComparison.OrdinalIgnoreCase)
            || string.Equals(choice, spelt, StringComparison.OrdinalIgnoreCase)
        );
        return choice
            ?? Wrong<string?>(
                source,
                raw,
                "unknown-value",
                $"Must be one of {string.Join(", ", choices)}. Correct it, or map it in \"values\"."
            );
    }

    public string RequiredChoice(string field) => Required(field, Choice(field), value => value is null) ?? "";

    public Optional<IReadOnlyList<string>> List(string field)
    {
        if (!TryRaw(field, out var source, out var raw))
            return default;
        var items = Nfc(raw)
            .Split(ListSeparators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToArray();
        if (source.Definition.Choices is not { } choices)
            return items;

        for (var i = 0; i < items.Length; i++)
        {
            var spelt = items[i].Replace(' ', '_').Replace('-', '_');
            var choice = choices.FirstOrDefault(choice =>
                string.Equals(choice, spelt, StringComparison.OrdinalIgnoreCase)
            );
            if (choice is null)
                return Wrong<IReadOnlyList<string>>(
                    source,
                    items[i],
                    "unknown-value",
                    $"Must be among {string.Join(", ", choices)}."
                );
            items[i] = choice;
        }
        return items;
    }

    public Optional<int?> Whole(string field, int least, int most)
    {
        if (!TryRaw(field, out var source, out var raw))
            return default;
        if (raw.Length == 0)
            return (int?)null;
        if (!source.DecimalsOf(row).TryParse(raw, out var number) || number != decimal.Truncate(number))
            return Wrong<int?>(source, raw, "not-a-whole-number", "Must be a whole number, such as 250.");
        if (!TryMultiply(source, ref number))
            return default;
        if (number < least || number > most)
            return Wrong<int?>(
                source,
                raw,
                "out-of-range",
                string.Create(CultureInfo.InvariantCulture, $"Must be from {least} to {most}.")
            );
        return (int?)number;
    }

    /// <summary>A number; an amount in minor units comes back in the currency's own.</summary>
    public Optional<decimal?> Decimal(string field, decimal least, decimal most)
    {
        if (!TryRaw(field, out var source, out var raw))
            return default;
        if (raw.Length == 0)
            return (decimal?)null;
        if (!source.DecimalsOf(row).TryParse(raw, out var number))
            return Wrong<decimal?>(
                source,
                raw,
                "not-a-number",
                $"Must be a number with '{source.Decimals.Name}' before the decimals, without currency signs."
            );
        if (!TryMultiply(source, ref number) || !TryMajor(source, raw, ref number))
            return default;
        if (number < least || number > most)
            return Wrong<decimal?>(
                source,
                raw,
                "out-of-range",
                string.Create(CultureInfo.InvariantCulture, $"Must be from {least} to {most}.")
            );
        return (decimal?)number;
    }

    private bool TryMultiply(FieldSource source, ref decimal number)
    {
        if (source.Target.Times is not { } column || row[column] is not { Length: > 0 } cell)
            return true;
        if (source.Target.Spelling.WithoutWordsForEmpty(cell).Length == 0)
            return true;
        if (
            !NumberFormat.Point.TryParse(cell, out var factor)
            || factor < 0
            || factor > 10_000_000
            || factor != decimal.Truncate(factor)
        )
        {
            Wrong<string>(
                source,
                cell,
                "not-a-whole-number",
                $"'{column}' must hold a whole number: the mapping multiplies by it."
            );
            return false;
        }
        number = Math.Abs(number) > 1_000_000_000_000m ? number : number * factor;
        return true;
    }

    private bool TryMajor(FieldSource source, string raw, ref decimal number)
    {
        if (!source.Target.InMinorUnits)
            return true;
        if (plan.Source(source.Definition.CurrencyField!)?.Cell(row) is not { Length: > 0 } currency)
        {
            Wrong<string>(
                source,
                raw,
                "missing",
                "An amount in minor units needs a currency, and this row has none in "
                    + $"'{plan.ColumnOf(source.Definition.CurrencyField!)}'."
            );
            return false;
        }
        number = MinorUnits.ToMajor(number, currency);
        return true;
    }

    public decimal RequiredDecimal(string field, decimal least, decimal most) =>
        Required(field, Decimal(field, least, most), value => value is null) ?? 0;

    public Optional<bool?> Boolean(string field)
    {
        if (!TryRaw(field, out var source, out var raw))
            return default;
        if (raw.Length == 0)
            return (bool?)null;
        if (source.Booleans.TryParse(raw, out var value))
            return (bool?)value;
        return Wrong<bool?>(
            source,
            raw,
            "not-a-boolean",
            $"Must be {string.Join(" or ", source.Booleans.True)} for yes, "
                + $"{string.Join(" or ", source.Booleans.False)} for no."
        );
    }

    public Optional<DateOnly?> Date(string field)
    {
        if (!TryRaw(field, out var source, out var raw))
            return default;
        if (raw.Length == 0)
            return (DateOnly?)null;
        foreach (var format in source.Dates)
        {
            if (format.TryParseDate(raw, plan.Zone, out var date))
                return (DateOnly?)date;
        }
        return Wrong<DateOnly?>(
            source,
            raw,
            "not-a-date",
            $"Must be a date between 1900 and 2200 written as {Formats(source)}."
        );
    }

    public DateOnly RequiredDate(string field) => Required(field, Date(field), value => value is null) ?? default;

    public Optional<DateTimeOffset?> Instant(string field)
    {
        if (!TryRaw(field, out var source, out var raw))
            return default;
        if (raw.Length == 0)
            return (DateTimeOffset?)null;
        foreach (var format in source.Dates)
        {
            if (format.TryParse(raw, plan.Zone ?? TimeZoneInfo.Utc, out var instant))
                return (DateTimeOffset?)Kept(instant);
        }
        return Wrong<DateTimeOffset?>(
            source,
            raw,
            "not-a-date",
            $"Must be a date, or a date and a time, between 1900 and 2200 written as {Formats(source)}."
        );
    }

    public DateTimeOffset RequiredInstant(string field) =>
        Required(field, Instant(field), value => value is null) ?? default;

    /// <summary>An error about a field, found by a rule over several fields.</summary>
    public void Refuse(string field, string code, string message) =>
        _problems.Add(ImportProblem.Error(row.Line, ColumnOf(field), RawOf(field), code, message));

    public void Warn(string field, string code, string message) =>
        _problems.Add(ImportProblem.Warning(row.Line, ColumnOf(field), RawOf(field), code, message));

    private string ColumnOf(string field) => plan.ColumnOf(field);

    private string? RawOf(string field) => plan.Source(field)?.Cell(row);

    // One spelling for one visible text; half of a surrogate pair has none, and whoever stores it refuses it.
    private static string Nfc(string text)
    {
        try
        {
            return text.IsNormalized() ? text : text.Normalize();
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    // Instants are kept to the millisecond: what is sent twice, once with finer digits, is the same.
    private static DateTimeOffset Kept(DateTimeOffset instant) =>
        instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMillisecond));

    /// <summary>The field's text after its value map; false when this row does not give the field.</summary>
    private bool TryRaw(string field, out FieldSource source, out string raw)
    {
        source = plan.Source(field)!;
        raw = "";
        if (source is null)
            return false;
        if (source.Cell(row) is not { } cell)
            return false;
        raw = cell;
        if (source.Target.Values is not { } map || (cell.Length == 0 && !map.ContainsKey("")))
            return true;
        if (map.TryGetValue(cell, out var mapped) || (mapped = source.Target.Otherwise) is not null)
            raw = mapped;
        else
        {
            Wrong<string>(
                source,
                cell,
                "unmapped-value",
                $"The mapping does not say what '{cell}' means for '{field}'. Add it to \"values\", or give an "
                    + "\"otherwise\"."
            );
            return false;
        }
        return true;
    }

    private Optional<T> Wrong<T>(FieldSource source, string value, string code, string message)
    {
        _problems.Add(ImportProblem.Error(row.Line, source.Column ?? source.Definition.Name, value, code, message));
        return default;
    }

    private T? Required<T>(string field, Optional<T> given, Func<T, bool> isMissing) =>
        isMissing(given.Value) ? Missing<T>(field) : given.Value;

    private T? Missing<T>(string field)
    {
        var column = ColumnOf(field);
        // A value that could not be read is already reported; it is wrong, not missing.
        if (!_problems.Exists(problem => string.Equals(problem.Column, column, StringComparison.Ordinal)))
            _problems.Add(ImportProblem.Error(row.Line, column, "", "missing", $"'{field}' is required. Fill it in."));
        return default;
    }

    private static string Formats(FieldSource source) =>
        string.Join(" or ", source.Dates.Select(format => format.Name));
}
