using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Calendar;

internal static class CalendarEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var calendar = app.MapGroup("/v1/calendar").RequireArea("accounts").WithTags("Team");
        GetCalendar.Map(calendar);
        SetCalendar.Map(calendar);
    }
}
