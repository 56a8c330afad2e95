using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Playbooks;

public static class ListPlaybooks
{
    public static void Map(IEndpointRouteBuilder playbooks) =>
        playbooks.MapGet("/", HandleAsync).WithName(nameof(ListPlaybooks)).WithDescription("Playbooks by key.");

    /// <param name="status"><c>draft</c>, <c>live</c>, <c>paused</c> or <c>retired</c>.</param>
    /// <param name="key">Only the playbook with this key.</param>
    private static async Task<Ok<Page<PlaybookResponse>>> HandleAsync(
        string? status,
        string? key,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<PlaybookRow>(
            $"{PlaybookRow.Select} {Filter}",
            new
            {
                status,
                key,
                After = Cursor.Read<Position>(page.Cursor)?.Key,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(
            Page<PlaybookResponse>.From(rows, page.Limit, PlaybookResponse.Of, row => new Position(row.Key))
        );
    }

    private sealed record Position(string Key);

    private const string Filter = """
        where (@status::text is null or p.status = @status) and (@key::text is null or p.key = @key)
          and (@After::text is null or p.key > @After)
        order by p.key limit @Limit
        """;
}
