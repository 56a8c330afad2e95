using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.InApp;

public static class ListMessages
{
    public static void Map(IEndpointRouteBuilder messages) =>
        messages
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListMessages))
            .WithDescription("Messages in the customer's product, the newest first.");

    /// <param name="applicationId">Of this application only.</param>
    /// <param name="status"><c>draft</c>, <c>live</c> or <c>paused</c>.</param>
    private static async Task<Ok<Page<MessageResponse>>> HandleAsync(
        Guid? applicationId,
        string? status,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var before = Cursor.Read<Position>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<MessageRow>(
            $"{MessageRow.Select} {Filter}",
            new
            {
                applicationId,
                status,
                before,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(
            Page<MessageResponse>.From(rows, page.Limit, MessageResponse.From, row => new Position(row.Id))
        );
    }

    private sealed record Position(Guid Id);

    private const string Filter = """
        where (@applicationId::uuid is null or application_id = @applicationId)
          and (@status::text is null or status = @status) and (@before::uuid is null or id < @before)
        order by id desc limit @Limit
        """;
}
