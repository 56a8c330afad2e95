using System.Text;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Meetings;

/// <summary>Reads people's own calendars now and then. One that cannot be read keeps what it said before, and its owner
/// sees why.</summary>
internal sealed class ReadBusyFeeds(
    Database database,
    FeedClient client,
    FeedSeal seal,
    TimeProvider clock,
    IOptions<MeetingOptions> options
) : IScheduledJob
{
    private const int AtOnce = 50;

    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (
            var (id, blob, zone) in await database.QueryAsync<(Guid Id, byte[] Sealed, string Zone)>(
                Due,
                new { Before = now.AddMinutes(-options.Value.FeedMinutes), AtOnce },
                ct
            )
        )
            await ReadAsync(id, blob, zone, now, ct);
    }

    private async Task ReadAsync(Guid id, byte[] blob, string zone, DateTimeOffset now, CancellationToken ct)
    {
        var (busy, error) = await FetchAsync(blob, zone, now, ct);
        await using var work = await database.BeginAsync(ct);
        if (busy is not null)
        {
            await work.ExecuteAsync("delete from busy_time where feed_id = @id", new { id });
            await work.ExecuteAsync(
                Insert,
                new
                {
                    id,
                    From = busy.Select(span => span.From.UtcDateTime).ToArray(),
                    To = busy.Select(span => span.To.UtcDateTime).ToArray(),
                }
            );
        }

        await work.ExecuteAsync(
            "update busy_feed set fetched_at = @now, error = @error where id = @id",
            new
            {
                id,
                now,
                error,
            }
        );
        await work.CommitAsync();
    }

    private async Task<(IReadOnlyList<Span>? Busy, string? Error)> FetchAsync(
        byte[] blob,
        string zone,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (seal.TryOpen(blob) is not { } address)
            return (null, "its address was stored under another key; set it again");
        var span = new Span(now.AddDays(-1), now.AddDays(options.Value.DaysAhead + 2));
        try
        {
            var text = await client.GetAsync(new Uri(Encoding.UTF8.GetString(address)), ct);
            return (BusyFeedReader.Read(text, span, TimeZoneInfo.FindSystemTimeZoneById(zone)), null);
        }
        catch (HttpRequestException exception)
        {
            return (null, exception.Message);
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, "it did not answer in time");
        }
        catch (Exception exception)
            when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            return (null, "it is no calendar that can be read (RFC 5545)");
        }
    }

    private const string Due = """
        select f.id, f.sealed, h.time_zone from busy_feed f join meeting_host h on h.person_id = f.person_id
        where f.fetched_at is null or f.fetched_at <= @Before order by f.fetched_at nulls first limit @AtOnce
        """;

    private const string Insert = """
        insert into busy_time (feed_id, during)
        select @id, tstzrange(b.from_at, b.to_at) from unnest(@From, @To) b (from_at, to_at)
        """;
}
