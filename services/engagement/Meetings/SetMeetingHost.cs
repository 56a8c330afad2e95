using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Meetings;

/// <param name="Name">As customers read it.</param>
/// <param name="Email">Where invitations come from.</param>
/// <param name="TimeZone">IANA name: <c>Europe/Vienna</c>.</param>
/// <param name="Hours">Local working hours; Monday to Friday, 9 to 17, unless they are given.</param>
/// <param name="BusyFeeds">Addresses of calendars (<c>.ics</c>, https) in which the person is busy; they replace those
/// before. Not given: as before.</param>
public sealed record SetMeetingHostRequest(
    [Required, StringLength(200, MinimumLength = 1)] string Name,
    [Required, EmailAddress, StringLength(254)] string Email,
    [Required] string TimeZone,
    IReadOnlyList<WorkingHours>? Hours,
    IReadOnlyList<string>? BusyFeeds
);

/// <summary>Says when a person can be booked: their own affair, or that of managers and operations.</summary>
public static class SetMeetingHost
{
    private const int MostFeeds = 10;

    public static void Map(IEndpointRouteBuilder hosts) =>
        hosts.MapPut("/{personId}", HandleAsync).WithName(nameof(SetMeetingHost));

    /// <param name="personId">The person's user id.</param>
    private static async Task<Results<Ok<HostResponse>, ProblemHttpResult>> HandleAsync(
        string personId,
        SetMeetingHostRequest request,
        Caller caller,
        HttpResponse response,
        Database database,
        FeedSeal seal,
        CancellationToken ct
    )
    {
        if (!caller.WritesAllAccounts && caller.Id != personId)
            return Problem.Forbidden($"{caller.Id} sets their own hours only; ask a manager.").ToResult();
        if (ErrorsOf(request) is { Count: > 0 } errors)
            return Problem.Invalid(errors).ToResult();
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync(
            Upsert,
            new
            {
                personId,
                request.Name,
                request.Email,
                request.TimeZone,
                Hours = JsonSerializer.Serialize(request.Hours ?? WorkingHours.Usual, ContractJson.Options),
                work.Context.Now,
            }
        );
        if (request.BusyFeeds is { } feeds)
        {
            await work.ExecuteAsync("delete from busy_feed where person_id = @personId", new { personId });
            foreach (var feed in feeds)
                await work.ExecuteAsync(
                    "insert into busy_feed (id, person_id, sealed, host) values (@Id, @personId, @Sealed, @Host)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        personId,
                        Sealed = seal.Close(Encoding.UTF8.GetBytes(feed)),
                        new Uri(feed).Host,
                    }
                );
        }

        var row = (
            await work.SingleOrDefaultAsync<HostRow>($"{HostRow.Select} where person_id = @personId", new { personId })
        )!;
        var read = await work.QueryAsync<BusyFeed>(BusyFeed.Select, new { personId });
        await work.CommitAsync();
        response.SetETag(row.Version);
        return TypedResults.Ok(HostResponse.From(row, read));
    }

    private static Dictionary<string, string[]> ErrorsOf(SetMeetingHostRequest request)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(request.TimeZone, out _))
            errors["timeZone"] = [$"'{request.TimeZone}' is no IANA time zone, such as Europe/Vienna"];
        foreach (var (index, hours) in (request.Hours ?? []).Index())
            if (!Enum.GetValues<DayOfWeek>().Any(hours.IsFor) || hours.From >= hours.To)
                errors[$"hours[{index}]"] = ["is not a weekday with from before to"];
        if (request.BusyFeeds?.Count > MostFeeds)
            errors["busyFeeds"] = [$"has more than {MostFeeds} entries"];
        foreach (var (index, feed) in (request.BusyFeeds ?? []).Index())
            if (!Uri.TryCreate(feed, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
                errors[$"busyFeeds[{index}]"] = ["is not an http or https address"];
        return errors;
    }

    private const string Upsert = """
        insert into meeting_host as h (person_id, name, email, time_zone, hours, version, changed_at)
        values (@personId, @Name, @Email, @TimeZone, @Hours::jsonb, 1, @Now)
        on conflict (person_id) do update
        set name = excluded.name, email = excluded.email, time_zone = excluded.time_zone, hours = excluded.hours,
            version = h.version + 1, changed_at = excluded.changed_at
        """;
}
