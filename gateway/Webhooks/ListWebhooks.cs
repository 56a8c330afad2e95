using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Webhooks;

public static class ListWebhooks
{
    private sealed record Position(Guid Id);

    public static void Map(IEndpointRouteBuilder webhooks) =>
        webhooks
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListWebhooks))
            .WithDescription("All subscriptions, without their secrets.")
            .WithSummary("List webhooks")
            .RequireRoles(Roles.Ops);

    private static async Task<Ok<Page<WebhookItem>>> HandleAsync(
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<WebhookRow>(List, new { After = after?.Id, Limit = page.Limit + 1 }, ct);
        return TypedResults.Ok(
            Page<WebhookItem>.From(rows, page.Limit, row => row.ToItem(), row => new Position(row.Id))
        );
    }

    private const string List =
        $"select {WebhookRow.Columns} from webhook_subscription where @After::uuid is null or id < @After order "
        + $"by id desc limit @Limit";
}
