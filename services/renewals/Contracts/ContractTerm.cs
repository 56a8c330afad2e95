namespace Platform.Renewals.Contracts;

/// <summary>
/// The length of a contract's term. Companies write the last day (2026-01-01 to 2026-12-31) or the day after it (to
/// 2027-01-01): both are twelve months.
/// </summary>
public static class ContractTerm
{
    private const double DaysInMonth = 365.2425 / 12;

    /// <summary>Whole months, at least one; where neither reading gives whole ones, the nearest.</summary>
    public static int Months(DateOnly startsOn, DateOnly endsOn) =>
        Whole(startsOn, endsOn)
        ?? Whole(startsOn, endsOn.AddDays(1))
        ?? Math.Max(1, (int)Math.Round((endsOn.DayNumber - startsOn.DayNumber) / DaysInMonth));

    /// <summary>
    /// The end of the next term. It is counted from the contract's start, so that a short month on the way takes no day
    /// away for good: from 31 August over 28 February back to 31 August.
    /// </summary>
    public static DateOnly Next(DateOnly startsOn, DateOnly endsOn, int months)
    {
        if (Whole(startsOn, endsOn) is { } whole)
            return startsOn.AddMonths(whole + months);
        if (Whole(startsOn, endsOn.AddDays(1)) is { } inclusive)
            return startsOn.AddMonths(inclusive + months).AddDays(-1);
        // An end that was agreed apart from the start: the last day of a month stays one.
        var next = endsOn.AddMonths(months);
        return endsOn.AddDays(1).Day == 1
            ? new DateOnly(next.Year, next.Month, DateTime.DaysInMonth(next.Year, next.Month))
            : next;
    }

    /// <summary>Null where the day after so many months is not <paramref name="end"/>.</summary>
    private static int? Whole(DateOnly start, DateOnly end)
    {
        var months = ((end.Year - start.Year) * 12) + end.Month - start.Month;
        return months > 0 && start.AddMonths(months) == end ? months : null;
    }
}
