using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Templates;

public static class ListMessageTemplates
{
    public static void Map(IEndpointRouteBuilder templates) =>
        templates
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListMessageTemplates))
            .WithDescription("The templates of messages to customers, by key.");

    private static async Task<Ok<Page<MessageTemplateResponse>>> HandleAsync(
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor)?.Key;
        var rows = await database.QueryAsync<TemplateRow>(List, new { after, Limit = page.Limit + 1 }, ct);
        return TypedResults.Ok(
            Page<MessageTemplateResponse>.From(rows, page.Limit, row => row.ToResponse(), row => new Position(row.Key))
        );
    }

    private sealed record Position(string Key);

    private const string List =
        $"{TemplateRow.Select} where (@after::text is null or key > @after) order by key limit @Limit";
}
