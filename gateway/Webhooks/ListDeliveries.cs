using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Webhooks;

public static class ListDeliveries
{
    private sealed record Position(long Id);

    public static void Map(IEndpointRouteBuilder webhooks) =>
        webhooks
            .MapGet("/{id:guid}/deliveries", HandleAsync)
            .WithName(nameof(ListDeliveries))
            .WithDescription("What was sent to the subscription, with the answer of the last attempt.")
            .WithSummary("Show what was sent, and what came back")
            .RequireRoles(Roles.Ops);

    private static async Task<Ok<Page<DeliveryItem>>> HandleAsync(
        Guid id,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor);
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
            Page<DeliveryItem>.From(rows, page.Limit, row => row.ToItem(), row => new Position(row.Id))
        );
    }

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
}
