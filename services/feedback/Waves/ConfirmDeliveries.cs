using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Waves;

/// <param name="Ids">Invitations that were sent, at most 1,000.</param>
public sealed record ConfirmDeliveriesRequest([Required, MinLength(1), MaxLength(1000)] IReadOnlyList<Guid> Ids);

/// <param name="Confirmed">Invitations that count as delivered from now on.</param>
public sealed record ConfirmDeliveriesResponse(int Confirmed);

public static class ConfirmDeliveries
{
    public static void Map(IEndpointRouteBuilder waves) =>
        waves
            .MapPost("/{id:guid}/deliveries", HandleAsync)
            .WithName(nameof(ConfirmDeliveries))
            .WithDescription("Invitations that another system delivered count as delivered.");

    private static async Task<Ok<ConfirmDeliveriesResponse>> HandleAsync(
        Guid id,
        ConfirmDeliveriesRequest request,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        var confirmed = await work.ExecuteAsync(
            Confirm,
            new
            {
                id,
                Ids = request.Ids.ToArray(),
                Now = clock.GetUtcNow(),
            }
        );
        await work.CommitAsync();
        return TypedResults.Ok(new ConfirmDeliveriesResponse(confirmed));
    }

    private const string Confirm =
        "update invitation set delivered_at = @Now where wave_id = @id and id = any(@Ids) and delivered_at is null";
}
