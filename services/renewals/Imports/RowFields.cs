using System.Globalization;
using Platform.Renewals.Values;
using Platform.ServiceKit.Text;

namespace Platform.Renewals.Imports;

/// <summary>Reads the text fields of one row; the first failure is kept, because later ones often follow from
/// it.</summary>
internal sealed class RowFields
{
    public RowFailure? Failure { get; private set; }

    public void Fail(string column, string code, string reason) => Failure ??= new RowFailure(column, code, reason);

    public string Required(string column, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
            Fail(column, "missing", $"{column} is empty; give it a value.");
        return value.Trim().ToNfc();
    }

    public decimal Amount(string column, string value, decimal least)
    {
        if (
            !decimal.TryParse(
                value,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var amount
            )
        )
            Fail(column, "not-a-number", $"'{value}' is not a decimal number; write it like 1250.00.");
        else if (amount < least || amount > 1_000_000_000)
            Fail(column, "out-of-range", $"{value} is not between {least} and 1000000000.");
        return amount;
    }

    public string Currency(string column, string value, string reportingCurrency)
    {
        if (value.Length == 0)
            return reportingCurrency;
        if (value.Length != 3 || !value.All(char.IsAsciiLetterUpper))
            Fail(column, "not-a-currency", $"'{value}' is not an ISO 4217 code such as EUR.");
        return value;
    }

    public DateOnly? Day(string column, string value)
    {
        if (value.Length == 0)
            return null;
        if (
            !DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        )
        {
            Fail(column, "not-a-date", $"'{value}' is not a date; write it as yyyy-MM-dd.");
            return null;
        }

        if (PlausibleDays.Holds(day))
            return day;
        Fail(column, "out-of-range", PlausibleDays.Explain(day) + ".");
        return null;
    }

    public DateOnly RequiredDay(string column, string value)
    {
        Required(column, value);
        return Day(column, value) ?? default;
    }
}
