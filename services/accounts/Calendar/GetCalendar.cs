using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Calendar;

public static class GetCalendar
{
    public static void Map(IEndpointRouteBuilder calendar) =>
        calendar
            .MapGet("/", HandleAsync)
            .WithName(nameof(GetCalendar))
            .WithDescription("The organisation's time zone and days off, by which due days are counted.");

    private static async Task<Ok<OrganisationCalendar>> HandleAsync(Database database, CancellationToken ct)
    {
        var calendar = await database.SingleOrDefaultAsync<Row>(
            "select time_zone, weekend from calendar_setting",
            ct: ct
        );
        var holidays = await database.QueryAsync<HolidayRow>(
            "select day, name from calendar_holiday order by day",
            ct: ct
        );
        return TypedResults.Ok(
            new OrganisationCalendar(
                calendar!.TimeZone,
                calendar.Weekend,
                [.. holidays.Select(it => new Holiday(it.Day, it.Name))]
            )
        );
    }

    private sealed class Row
    {
        public string TimeZone { get; init; } = "";
        public string[] Weekend { get; init; } = [];
    }

    private sealed class HolidayRow
    {
        public DateOnly Day { get; init; }
        public string Name { get; init; } = "";
    }
}
