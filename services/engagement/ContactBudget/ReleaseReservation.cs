using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.ContactBudget;

public static class ReleaseReservation
{
    public static void Map(IEndpointRouteBuilder reservations) =>
        reservations
            .MapPost("/{id:guid}/release", HandleAsync)
            .WithName(nameof(ReleaseReservation))
            .WithDescription("Gives a reserved place back: the person was not written to.");

    private static async Task<Results<Ok<ReservationResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Caller caller,
        Database database,
        ContactBudgetService budget,
        Ownership ownership,
        CancellationToken ct
    )
    {
        await ownership.RequireAsync(caller, await TouchReader.AccountOfAsync(database, id, ct), ct);
        await using var work = await database.BeginAsync(ct);
        await budget.ReleaseAsync(work, id);
        var touch = await TouchReader.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Ok(touch);
    }
}
