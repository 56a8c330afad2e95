using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Webhooks;

public static class GetWebhook
{
    public static void Map(IEndpointRouteBuilder webhooks) =>
        webhooks
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetWebhook))
            .WithDescription("One subscription, without its secret.")
            .WithSummary("Show a webhook")
            .RequireRoles(Roles.Ops);

    private static async Task<Results<Ok<WebhookItem>, ProblemHttpResult>> HandleAsync(
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
}
