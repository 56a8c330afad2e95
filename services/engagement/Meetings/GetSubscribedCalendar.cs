using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Meetings;

/// <summary>The calendar behind a link, for calendar programs. Meetings that were cancelled stay in it, marked so,
/// since what merely disappears some programs keep.</summary>
public static class GetSubscribedCalendar
{
    private const int DaysBack = 90;
    private const string Suffix = ".ics";

    public static void Map(IEndpointRouteBuilder calendars) =>
        calendars.MapGet("/{token}", HandleAsync).WithName(nameof(GetSubscribedCalendar));

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> HandleAsync(
        string token,
        HttpResponse response,
        Database database,
        IPlanDaysClient plans,
        OrganisationCalendar calendar,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var secret = token.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) ? token[..^Suffix.Length] : token;
        var now = clock.GetUtcNow();
        if (
            secret.Length is 0 or > LinkSecret.Longest
            || await database.SingleOrDefaultAsync<(string? PersonId, Guid? PlanId)?>(
                Find,
                new { Hash = LinkSecret.Hash(secret), Now = now },
                ct
            )
                is not { } link
        )
            return Problem.NotFound("calendar", "of this address").ToResult();
        var content = link.PlanId is { } planId
            ? await PlanAsync(database, plans, planId, calendar.Current.Zone.Id, now, ct)
            : await PersonAsync(database, link.PersonId!, now, ct);
        response.Headers.ETag = MeetingCalendar.ETagOf(content);
        return TypedResults.Text(content, "text/calendar; charset=utf-8");
    }

    private static async Task<string> PersonAsync(
        Database database,
        string personId,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var host = (
            await database.SingleOrDefaultAsync<HostRow>(
                $"{HostRow.Select} where person_id = @personId",
                new { personId },
                ct
            )
        )!;
        var meetings = await database.QueryAsync<MeetingRow>(
            $"{MeetingRow.Select} where m.people @> array[@personId] and m.starts_at > @Since order by m.id",
            new { personId, Since = now.AddDays(-DaysBack) },
            ct
        );
        return MeetingCalendar.Subscription(host.Name, host.TimeZone, meetings, []);
    }

    private static async Task<string> PlanAsync(
        Database database,
        IPlanDaysClient plans,
        Guid planId,
        string zone,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var plan = await plans.FindAsync(planId, ct);
        var meetings = await database.QueryAsync<MeetingRow>(
            $"{MeetingRow.Select} where m.account_id = @AccountId and m.starts_at > @Since order by m.id",
            new { AccountId = plan?.AccountId ?? Guid.Empty, Since = now.AddDays(-DaysBack) },
            ct
        );
        return MeetingCalendar.Subscription("Success plan", zone, meetings, plan?.Days ?? []);
    }

    private const string Find = """
        select person_id, plan_id from calendar_link
        where token_hash = @Hash and revoked_at is null and expires_at > @Now
        """;
}
