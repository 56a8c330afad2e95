using System.Globalization;
using Platform.Contracts;

namespace Platform.SuccessPlans.Pages;

/// <summary>Dates, figures and money as people read them.</summary>
internal static class Wording
{
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset at, TimeZoneInfo zone) =>
        Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime));

    public static string ShortDay(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>As an attribute holds it: no thousands separators.</summary>
    public static string Plain(decimal figure) => figure.ToString(CultureInfo.InvariantCulture);

    public static string Figure(decimal? figure, string? unit) =>
        figure is { } known ? $"{Figure(known)} {unit}".TrimEnd() : "–";

    public static string Figure(decimal figure) => figure.ToString("#,0.##", CultureInfo.InvariantCulture);

    public static string Percent(decimal share) =>
        $"{Math.Round(share * 100, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture)} %";

    public static string Amount(Money money) =>
        money.Amount.ToString(
            money.Amount == decimal.Truncate(money.Amount) ? "#,0" : "#,0.00",
            CultureInfo.InvariantCulture
        ) + $" {money.Currency}";

    public static string Amounts(IReadOnlyList<Money> amounts) => string.Join(" + ", amounts.Select(Amount));
}
