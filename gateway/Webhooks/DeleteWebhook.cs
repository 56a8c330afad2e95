using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Webhooks;

public static class DeleteWebhook
{
    public static void Map(IEndpointRouteBuilder webhooks) =>
        webhooks
            .MapDelete("/{id:guid}", HandleAsync)
            .WithName(nameof(DeleteWebhook))
            .WithSummary("Delete a webhook")
            .WithDescription("With all that it is still owed.")
            .RequireRoles(Roles.Ops);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    ) =>
        await database.ExecuteAsync("delete from webhook_subscription where id = @id", new { id }, ct) > 0
            ? TypedResults.NoContent()
            : Problem.NotFound("webhook", id).ToResult();
}
