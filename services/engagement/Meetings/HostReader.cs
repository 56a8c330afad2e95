using System.Text.Json;
using Platform.Contracts;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Meetings;

/// <summary>Reads when people can be booked.</summary>
internal static class HostReader
{
    /// <param name="work">Sees what is committed, and its own changes.</param>
    /// <param name="people">User ids; who is not known is left out.</param>
    /// <param name="span">What is asked about.</param>
    /// <param name="except">A meeting that is about to move: its own time is free.</param>
    public static async Task<IReadOnlyList<HostTime>> ReadAsync(
        UnitOfWork work,
        string[] people,
        Span span,
        Guid? except
    )
    {
        var hosts = await work.QueryAsync<HostRow>($"{HostRow.Select} where person_id = any(@people)", new { people });
        var args = new
        {
            people,
            span.From,
            span.To,
            except,
        };
        var taken = (
            await work.QueryAsync<(string Person, DateTimeOffset From, DateTimeOffset To)>(Taken, args)
        ).ToLookup(row => row.Person, row => new Span(row.From, row.To));
        var busy = (
            await work.QueryAsync<(string Person, DateTimeOffset From, DateTimeOffset To)>(Busy, args)
        ).ToLookup(row => row.Person, row => new Span(row.From, row.To));
        return
        [
            .. hosts.Select(host => new HostTime(
                TimeZoneInfo.FindSystemTimeZoneById(host.TimeZone),
                JsonSerializer.Deserialize<List<WorkingHours>>(host.Hours, ContractJson.Options)!,
                [.. taken[host.PersonId]],
                [.. busy[host.PersonId]]
            )),
        ];
    }

    private const string Taken = """
        select person_id, lower(during), upper(during) from meeting_slot
        where person_id = any(@people) and during && tstzrange(@From, @To)
          and (@except::uuid is null or meeting_id <> @except)
        """;

    private const string Busy = """
        select f.person_id, lower(b.during), upper(b.during) from busy_time b join busy_feed f on f.id = b.feed_id
        where f.person_id = any(@people) and b.during && tstzrange(@From, @To)
        """;
}
