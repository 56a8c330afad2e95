using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Webhooks;

/// <param name="OverlapSeconds">For how long deliveries carry a signature of the old secret too; a day where it is not
/// said.</param>
public sealed record RotateWebhookSecretRequest([property: Range(0, 31 * 86_400)] int OverlapSeconds = 86_400);

/// <param name="Secret">The new secret; shown this once.</param>
/// <param name="PreviousUntil">Until then deliveries are signed with the old one too (RFC 3339, UTC).</param>
public sealed record RotateWebhookSecretResponse(string Secret, DateTimeOffset PreviousUntil);

public static class RotateWebhookSecret
{
    public static void Map(IEndpointRouteBuilder webhooks) =>
        webhooks
            .MapPost("/{id:guid}/rotate-secret", HandleAsync)
            .WithName(nameof(RotateWebhookSecret))
            .WithDescription(
                "A new secret; for a while deliveries are signed with both, so that the receiver can change over."
            )
            .WithSummary("Rotate a webhook's secret")
            .RequireRoles(Roles.Ops)
            .WithoutIdempotencyKey();

    private static async Task<Results<Ok<RotateWebhookSecretResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RotateWebhookSecretRequest request,
        Database database,
        WebhookSecrets secrets,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var secret = WebhookSecrets.Create();
        var until = clock.GetUtcNow().AddSeconds(request.OverlapSeconds);
        var changed = await database.ExecuteAsync(
            Rotate,
            new
            {
                Id = id,
                Secret = secrets.Seal(secret),
                Until = until,
            },
            ct
        );
        return changed > 0
            ? TypedResults.Ok(new RotateWebhookSecretResponse(WebhookSecrets.Show(secret), until))
            : Problem.NotFound("webhook", id).ToResult();
    }

    private const string Rotate = """
        update webhook_subscription set previous_secret = secret, previous_until = @Until, secret = @Secret,
            version = version + 1 where id = @Id
        """;
}
