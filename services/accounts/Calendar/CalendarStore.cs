using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Accounts.Calendar;

/// <summary>The organisation's calendar, as set here; the other services have it by event.</summary>
public static class CalendarStore
{
    public static async Task<BusinessCalendar> ReadAsync(Database database, CancellationToken ct) =>
        Compose(
            await database.SingleOrDefaultAsync<Setting>(Settings, ct: ct),
            await database.QueryAsync<DateOnly>(Holidays, ct: ct)
        );

    /// <summary>The same within a unit of work.</summary>
    public static async Task<BusinessCalendar> ReadAsync(UnitOfWork work) =>
        Compose(await work.SingleOrDefaultAsync<Setting>(Settings), await work.QueryAsync<DateOnly>(Holidays));

    private static BusinessCalendar Compose(Setting? setting, IReadOnlyList<DateOnly> holidays) =>
        new(
            TimeZoneInfo.FindSystemTimeZoneById(setting!.TimeZone),
            setting.Weekend.Select(day => Enum.Parse<DayOfWeek>(day, ignoreCase: true)).ToHashSet(),
            holidays.ToHashSet()
        );

    private const string Settings = "select time_zone, weekend from calendar_setting";
    private const string Holidays = "select day from calendar_holiday";

    private sealed class Setting
    {
        public string TimeZone { get; init; } = "";
        public string[] Weekend { get; init; } = [];
    }
}
