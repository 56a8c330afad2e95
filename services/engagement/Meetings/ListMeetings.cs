using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Meetings;

public static class ListMeetings
{
    public static void Map(IEndpointRouteBuilder meetings) =>
        meetings
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListMeetings))
            .WithDescription("Meetings that customers booked, by when they begin.");

    /// <param name="accountId">Of this account only.</param>
    /// <param name="person">With this person of ours.</param>
    /// <param name="from">Beginning from this instant on.</param>
    private static async Task<Ok<Page<MeetingResponse>>> HandleAsync(
        Guid? accountId,
        string? person,
        DateTimeOffset? from,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<MeetingRow>(
            $"{MeetingRow.Select} {Filter}",
            new
            {
                accountId,
                person,
                From = from?.ToUniversalTime(),
                After = after?.StartsAt,
                after?.Id,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(
            Page<MeetingResponse>.From(rows, page.Limit, MeetingResponse.From, row => new Position(
                row.StartsAt,
                row.Id
            ))
        );
    }

    private sealed record Position(DateTimeOffset StartsAt, Guid Id);

    private const string Filter = """
        where (@accountId::uuid is null or m.account_id = @accountId)
          and (@person::text is null or m.people @> array[@person::text])
          and (@From::timestamptz is null or m.starts_at >= @From)
          and (@After::timestamptz is null or (m.starts_at, m.id) > (@After, @Id))
        order by m.starts_at, m.id limit @Limit
        """;
}
