using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Webhooks;

public static class ReplayDelivery
{
    public static void Map(IEndpointRouteBuilder webhooks) =>
        webhooks
            .MapPost("/{id:guid}/deliveries/{deliveryId:long}/replay", HandleAsync)
            .WithName(nameof(ReplayDelivery))
            .WithSummary("Send a delivery again")
            .WithDescription("With the same webhook-id, so that a receiver who has it already knows.")
            .RequireRoles(Roles.Ops)
            .WithoutIdempotencyKey();

    private static async Task<Results<Accepted, ProblemHttpResult>> HandleAsync(
        Guid id,
        long deliveryId,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        await database.ExecuteAsync(
            Replay,
            new
            {
                Id = id,
                DeliveryId = deliveryId,
                Now = clock.GetUtcNow(),
            },
            ct
        ) > 0
            ? TypedResults.Accepted($"/v1/webhooks/{id}/deliveries")
            : Problem.NotFound("delivery", deliveryId).ToResult();

    // Its three days begin anew: an operator who asks for it wants it tried.
    private const string Replay = """
        update webhook_delivery set status = 'pending', attempts = 0, created_at = @Now, next_attempt_at = @Now,
            delivered_at = null
         where id = @DeliveryId and subscription_id = @Id and status <> 'pending'
        """;
}
