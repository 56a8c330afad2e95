using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.ContactBudget;

/// <param name="Email">The person's address; every spelling of it is one person.</param>
/// <param name="AccountId">The account that it is about; without it the one at which the person is known.</param>
/// <param name="Channel"><c>email</c>, <c>in_app</c>, <c>survey</c>, <c>call</c>, <c>sms</c>, <c>chat</c>, <c>post</c>
/// or <c>other</c>: all draw on one budget.</param>
/// <param name="Topic"><c>onboarding</c>, <c>success</c>, <c>value</c>, <c>product</c>, <c>renewal</c>,
/// <c>survey</c>, <c>event</c> or <c>newsletter</c>; <c>one_to_one</c>, <c>legal</c>, <c>security</c>,
/// <c>incident</c> and <c>transactional</c> count and are never refused.</param>
/// <param name="Priority">0 to 100, 50 by default; the last place goes to the highest.</param>
/// <param name="PlannedAt">The earliest instant that is wanted; without it now.</param>
/// <param name="Source">Which tool or campaign asks.</param>
/// <param name="EffectKey">Your own name of this touch: asked for again under it, it is the same touch. Without it
/// each request is a touch of its own.</param>
public sealed record CreateReservationRequest(
    [Required, StringLength(254, MinimumLength = 3)] string Email,
    Guid? AccountId,
    [Required] string Channel,
    [Required] string Topic,
    [Range(0, 100)] int? Priority,
    DateTimeOffset? PlannedAt,
    [StringLength(200)] string? Source,
    [StringLength(200)] string? EffectKey
);

public static class CreateReservation
{
    public static void Map(IEndpointRouteBuilder reservations) =>
        reservations
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateReservation))
            .WithDescription(
                "Reserves a place in a person's contact budget before they are written to, over any channel and by any "
                    + "tool. 409 says from when on there is one."
            );

    private static async Task<Results<Created<ReservationResponse>, ProblemHttpResult>> HandleAsync(
        CreateReservationRequest request,
        Caller caller,
        Database database,
        ContactBudgetService budget,
        Ownership ownership,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (ReservationRules.Check(request, clock.GetUtcNow()) is { } problem)
            return problem.ToResult();
        await using var work = await database.BeginAsync(ct);
        await ownership.RequireAsync(caller, request.AccountId, ct);
        var reservation = await budget.ReserveAsync(work, ReservationRules.ToTouch(request, caller), ct);
        // A refusal is kept as well: who was to be written to, and why they were not.
        await work.CommitAsync();
        return reservation.State == TouchState.Refused
            ? ContactBudgetProblems.Refused(reservation).ToResult()
            : TypedResults.Created(
                $"/v1/contact-budget/reservations/{reservation.TouchId}",
                ReservationResponse.From(reservation)
            );
    }
}
