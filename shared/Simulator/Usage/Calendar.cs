namespace Platform.Simulator.Usage;

/// <summary>How busy a working population is on a day: weekdays, public holidays, the weeks around Christmas.</summary>
public static class Calendar
{
    /// <summary>1 on an ordinary working day, about 0.1 on weekends and holidays.</summary>
    public static double Busyness(DateOnly day, string country)
    {
        var weekday = day.DayOfWeek switch
        {
            DayOfWeek.Saturday => 0.1,
            DayOfWeek.Sunday => 0.07,
            DayOfWeek.Friday => 0.88,
            DayOfWeek.Monday => 0.97,
            _ => 1.0,
        };
        if (IsHoliday(day, country))
            return Math.Min(weekday, 0.1);
        return day is { Month: 12, Day: > 20 } ? weekday * 0.55 : weekday;
    }

    public static bool IsHoliday(DateOnly day, string country)
    {
        if (day is { Month: 1, Day: 1 } or { Month: 12, Day: 25 } or { Month: 12, Day: 26 })
            return true;

        var toEaster = day.DayNumber - Easter(day.Year).DayNumber;
        return country switch
        {
            "US" => day is { Month: 7, Day: 4 }
                || (day is { Month: 11, Day: >= 22 and <= 28, DayOfWeek: DayOfWeek.Thursday }),
            "CA" => day is { Month: 7, Day: 1 } || toEaster == -2,
            "GB" or "AU" => toEaster is -2 or 1,
            _ => day is { Month: 5, Day: 1 } || toEaster is -2 or 1 or 39,
        };
    }

    /// <summary>Easter Sunday of the Gregorian calendar (the Meeus–Jones–Butcher computation).</summary>
    public static DateOnly Easter(int year)
    {
        var a = year % 19;
        var (b, c) = Math.DivRem(year, 100);
        var (d, e) = Math.DivRem(b, 4);
        var g = ((8 * b) + 13) / 25;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = Math.DivRem(c, 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var (month, day) = Math.DivRem(h + l - (7 * m) + 114, 31);
        return new(year, month, day + 1);
    }

    /// <summary>Hours to add to local time to get UTC, without daylight saving.</summary>
    internal static int HoursToUtc(string country) =>
        country switch
        {
            "US" or "CA" => 6,
            "AU" => -9,
            "GB" => 0,
            _ => -1,
        };
}
