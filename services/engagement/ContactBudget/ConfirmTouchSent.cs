using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.ContactBudget;

/// <param name="SentAt">When it went out; without it, when it was reserved for.</param>
public sealed record ConfirmTouchSentRequest(DateTimeOffset? SentAt);

public static class ConfirmTouchSent
{
    public static void Map(IEndpointRouteBuilder reservations) =>
        reservations
            .MapPost("/{id:guid}/sent", HandleAsync)
            .WithName(nameof(ConfirmTouchSent))
            .WithDescription("Says that a reserved touch reached the person. Saying it twice changes nothing.");

    private static async Task<Results<Ok<ReservationResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ConfirmTouchSentRequest? request,
        Caller caller,
        Database database,
        ContactBudgetService budget,
        Ownership ownership,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, await TouchReader.AccountOfAsync(database, id, ct), ct);
        await using var work = await database.BeginAsync(ct);
        if (await budget.MarkSentAsync(work, id, request?.SentAt))
            await TouchReader.EnqueueSentAsync(work, id);
        var touch = await TouchReader.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Ok(touch);
    }
}
