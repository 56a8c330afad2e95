using System.Text.Json;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Timeline;

public static class TimelinePages
{
    public static async Task<Page<TimelineEntryResponse>> ReadAsync(
        Database database,
        Guid accountId,
        IReadOnlyList<string> types,
        DateTimeOffset? from,
        DateTimeOffset? to,
        PageRequest page,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<Row>(
            Read,
            new
            {
                accountId,
                types = types.ToArray(),
                AllTypes = types.Count == 0,
                From = from ?? DateTimeOffset.MinValue.AddYears(1),
                To = to ?? DateTimeOffset.MaxValue.AddYears(-1),
                AfterAt = after?.At ?? DateTimeOffset.MaxValue.AddYears(-1),
                AfterId = after?.Id ?? Guid.Empty,
                Take = page.Limit + 1,
            },
            ct
        );
        return Page<TimelineEntryResponse>.From(
            rows,
            page.Limit,
            row => row.ToAnswer(),
            row => new Position(row.OccurredAt, row.Id)
        );
    }

    private sealed record Position(DateTimeOffset At, Guid Id);

    private sealed class Row
    {
        public Guid Id { get; init; }
        public DateTimeOffset OccurredAt { get; init; }
        public string Type { get; init; } = "";
        public string Service { get; init; } = "";
        public string Title { get; init; } = "";
        public string Actor { get; init; } = "";
        public Guid? SubjectId { get; init; }
        public string Data { get; init; } = "{}";

        public TimelineEntryResponse ToAnswer() =>
            new(Id, OccurredAt, Type, Service, Title, Actor, SubjectId, JsonSerializer.Deserialize<JsonElement>(Data));
    }

    private const string Read = """
        select id, occurred_at, type, service, title, actor, subject_id, data::text as data
        from timeline_entry
        where account_id = @accountId and (occurred_at, id) < (@AfterAt, @AfterId) and (@AllTypes or type = any(@types))
            and occurred_at >= @From and occurred_at < @To
        order by occurred_at desc, id desc
        limit @Take
        """;
}
