using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Webhooks;

public static class ListDeliveries
{
    private sealed record After(long Id);

    public static void Map(IEndpointRouteBuilder webhooks)
    {
        webhooks
            .MapGet("/{id:guid}/deliveries", HandleAsync)
            .WithName(nameof(ListDeliveries))
            .WithDescription("What was sent to the subscription, with the answer of the last attempt.")
            .WithSummary("Show what was sent, and what came back")
            .RequireRoles(Roles.Ops);
        webhooks
            .MapPost("/{id:guid}/deliveries/{deliveryId:long}/replay", ReplayAsync)
            .WithName("ReplayDelivery")
            .WithSummary("Send a delivery again")
            .WithDescription("With the same webhook-id, so that a receiver who has it already knows.")
            .RequireRoles(Roles.Ops)
            .WithoutIdempotencyKey();
    }

    private static async Task<Ok<Page<DeliveryItem>>> HandleAsync(
        Guid id,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<After>(page.Cursor);
        var rows = await database.QueryAsync<Row>(
            List,
            new
            {
                Id = id,
                After = after?.Id,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(
            Page<DeliveryItem>.From(rows, page.Limit, row => row.ToItem(), row => new After(row.Id))
        );
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> ReplayAsync(
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

    private sealed class Row
    {
        public long Id { get; init; }
        public Guid EventId { get; init; }
        public string Type { get; init; } = "";
        public string Status { get; init; } = "";
        public int Attempts { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset NextAttemptAt { get; init; }
        public DateTimeOffset? DeliveredAt { get; init; }
        public int? ResponseStatus { get; init; }
        public string? LastError { get; init; }

        public DeliveryItem ToItem() =>
            new(
                Id,
                EventId,
                Type,
                Status,
                Attempts,
                CreatedAt,
                Status == "pending" ? NextAttemptAt : null,
                DeliveredAt,
                ResponseStatus,
                LastError
            );
    }

    private const string List = """
        select id, event_id, type, status, attempts, created_at, next_attempt_at, delivered_at, response_status,
            last_error
          from webhook_delivery
         where subscription_id = @Id and (@After::bigint is null or id < @After)
         order by id desc
         limit @Limit
        """;

    // Its three days begin anew: an operator who asks for it wants it tried.
    private const string Replay = """
        update webhook_delivery set status = 'pending', attempts = 0, created_at = @Now, next_attempt_at = @Now,
            delivered_at = null
         where id = @DeliveryId and subscription_id = @Id and status <> 'pending'
        """;
}
