using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Audit;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Calendar;

/// <summary>Replaces the calendar that business days are counted by in all services, and tells them.</summary>
public static class SetCalendar
{
    public static void Map(IEndpointRouteBuilder calendar) =>
        calendar.MapPut("/", HandleAsync).WithName(nameof(SetCalendar)).RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Ok<OrganisationCalendar>, ProblemHttpResult>> HandleAsync(
        OrganisationCalendar request,
        Database database,
        AuditLog audit,
        CancellationToken ct
    )
    {
        if (Validate(request) is { Count: > 0 } errors)
            return Problem.Invalid(errors).ToResult();
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            "update calendar_setting set time_zone = @TimeZone, weekend = @Weekend, version = version + 1",
            new { request.TimeZone, Weekend = request.Weekend.Select(day => day.ToLowerInvariant()).ToArray() }
        );
        await work.ExecuteAsync("delete from calendar_holiday");
        await work.ExecuteAsync(
            "insert into calendar_holiday (day, name) select * from unnest(@Days, @Names)",
            new
            {
                Days = request.Holidays.Select(it => it.Day).ToArray(),
                Names = request.Holidays.Select(it => it.Name).ToArray(),
            }
        );
        await PublishCalendar.EnqueueAsync(work);
        await audit.WriteAsync(work, new AuditEntry("changed", "calendar", Guid.Empty, null, null, request));
        await work.CommitAsync();
        return TypedResults.Ok(request);
    }

    private static Dictionary<string, string[]> Validate(OrganisationCalendar request)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(request.TimeZone ?? "", out _))
            errors["timeZone"] = [$"'{request.TimeZone}' is not a known time zone, such as Europe/Berlin"];
        if (
            request.Weekend is null
            || request.Weekend.Any(day => !Enum.TryParse<DayOfWeek>(day, ignoreCase: true, out _))
        )
            errors["weekend"] = ["must list days of the week, such as saturday"];
        else if (request.Weekend.Distinct(StringComparer.OrdinalIgnoreCase).Count() > 6)
            errors["weekend"] = ["leaves no day to work on"];
        if (
            request.Holidays is null
            || request.Holidays.Select(it => it.Day).Distinct().Count() != request.Holidays.Count
        )
            errors["holidays"] = ["must be a list, each day once"];
        return errors;
    }
}
