using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Webhooks;

public static class ListWebhooks
{
    private sealed record After(Guid Id);

    public static void Map(IEndpointRouteBuilder webhooks)
    {
        webhooks
            .MapGet("/", ListAsync)
            .WithName(nameof(ListWebhooks))
            .WithDescription("All subscriptions, without their secrets.")
            .WithSummary("List webhooks")
            .RequireRoles(Roles.Ops);
        webhooks
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetWebhook")
            .WithDescription("One subscription, without its secret.")
            .WithSummary("Show a webhook")
            .RequireRoles(Roles.Ops);
    }

    private static async Task<Ok<Page<WebhookItem>>> ListAsync(
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<After>(page.Cursor);
        var rows = await database.QueryAsync<WebhookRow>(List, new { After = after?.Id, Limit = page.Limit + 1 }, ct);
        return TypedResults.Ok(Page<WebhookItem>.From(rows, page.Limit, row => row.ToItem(), row => new After(row.Id)));
    }

    private static async Task<Results<Ok<WebhookItem>, ProblemHttpResult>> GetAsync(
        Guid id,
        Database database,
        CancellationToken ct
    ) =>
        await database.SingleOrDefaultAsync<WebhookRow>(
            $"select {WebhookRow.Columns} from webhook_subscription where id = @id",
            new { id },
            ct
        )
            is { } row
            ? TypedResults.Ok(row.ToItem())
            : Problem.NotFound("webhook", id).ToResult();

    private const string List =
        $"select {WebhookRow.Columns} from webhook_subscription where @After::uuid is null or id < @After order "
        + $"by id desc limit @Limit";
}
