namespace Platform.Renewals.Revenue;

/// <summary>Months as consecutive numbers. A month stands for its last day: figures are those of the day's
/// end.</summary>
public static class MonthIndex
{
    public static int Of(DateOnly day) => (day.Year * 12) + day.Month - 1;

    public static DateOnly LastDay(int month) => FirstDay(month + 1).AddDays(-1);

    public static DateOnly FirstDay(int month) => new(month / 12, (month % 12) + 1, 1);

    public static bool IsMonthEnd(DateOnly day) => day.Day == DateTime.DaysInMonth(day.Year, day.Month);

    public static string Name(int month) =>
        FirstDay(month).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
}
