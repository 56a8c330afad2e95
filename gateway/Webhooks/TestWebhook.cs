using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Webhooks;

/// <param name="Received">Whether the receiver answered 2xx.</param>
/// <param name="Status">HTTP status of the answer; left out where there was no answer.</param>
/// <param name="Error">Why it failed; left out where it was taken.</param>
public sealed record TestWebhookResponse(bool Received, int? Status, string? Error);

public static class TestWebhook
{
    public static void Map(IEndpointRouteBuilder webhooks) =>
        webhooks
            .MapPost("/{id:guid}/test", HandleAsync)
            .WithName(nameof(TestWebhook))
            .WithSummary("Send a test delivery")
            .WithDescription(
                "Sends an event called gateway.test now, signed like any other, and tells what came back. It is "
                    + "tried once and not kept."
            )
            .RequireRoles(Roles.Ops)
            .WithoutIdempotencyKey();

    private static async Task<Results<Ok<TestWebhookResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        WebhookSecrets secrets,
        WebhookClient client,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var row = await database.SingleOrDefaultAsync<WebhookRow>(
            $"select {WebhookRow.Columns} from webhook_subscription where id = @id",
            new { id },
            ct
        );
        if (row is null)
            return Problem.NotFound("webhook", id).ToResult();

        if (secrets.TryOpen(row.Secret) is not { } secret)
            return WebhookProblems.SecretUnreadable().ToResult();

        var testId = Guid.CreateVersion7(clock.GetUtcNow());
        var body = JsonSerializer.Serialize(
            new
            {
                Id = testId,
                Type = "gateway.test",
                OccurredAt = clock.GetUtcNow(),
                Data = new { WebhookId = id },
            },
            ContractJson.Options
        );
        var (status, error) = await client.SendAsync(row.Url, testId.ToString(), body, [secret], ct);
        return TypedResults.Ok(new TestWebhookResponse(error is null, status, error));
    }
}
