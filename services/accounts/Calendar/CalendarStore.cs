using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Accounts.Calendar;

/// <summary>The organisation's calendar, as set here; the other services have it by event.</summary>
public static class CalendarStore
{
    public static async Task<BusinessCalendar> ReadAsync(Database database, CancellationToken ct)
    {
        var setting = await database.SingleOrDefaultAsync<Setting>("select time_zone, weekend from calendar_setting", ct: ct);
        var holidays = await database.QueryAsync<DateOnly>("select day from calendar_holiday", ct: ct);
        return new BusinessCalendar(
            TimeZoneInfo.FindSystemTimeZoneById(setting!.TimeZone),
            setting.Weekend.Select(day => Enum.Parse<DayOfWeek>(day, ignoreCase: true)).ToHashSet(),
            holidays.ToHashSet());
    }

    private sealed class Setting
    {
        public string TimeZone { get; init; } = "";
        public string[] Weekend { get; init; } = [];
    }
}
