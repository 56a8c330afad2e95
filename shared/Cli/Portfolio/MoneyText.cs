using System.Globalization;

namespace Platform.Cli.Portfolio;

/// <summary>Money as the API writes it: the amount is text, so that no reader turns it into a binary
/// fraction.</summary>
public sealed record MoneyText(string Amount, string Currency)
{
    public decimal Value =>
        decimal.TryParse(Amount, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
