using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.ContactBudget;

/// <param name="Items">1 to 1,000 touches; among them the last places go by priority, the account's renewal and the
/// order here.</param>
public sealed record CreateReservationsRequest(
    [Required, Length(1, 1000)] IReadOnlyList<CreateReservationRequest> Items
);

/// <param name="Index">The item's place in the request, from 0.</param>
/// <param name="Reservation">What became of it; null where the item is not valid.</param>
/// <param name="Errors">What is wrong with the item, by field.</param>
public sealed record CreateReservationsResult(
    int Index,
    ReservationResponse? Reservation,
    IReadOnlyDictionary<string, string[]>? Errors
);

/// <param name="Reserved">Items that have a place.</param>
/// <param name="Refused">Items that have none.</param>
/// <param name="Invalid">Items with an error; the others are not held up by them.</param>
/// <param name="Results">One for each item, in their order.</param>
public sealed record CreateReservationsResponse(
    int Reserved,
    int Refused,
    int Invalid,
    IReadOnlyList<CreateReservationsResult> Results
);

public static class CreateReservations
{
    public static void Map(IEndpointRouteBuilder reservations) =>
        reservations
            .MapPost("/bulk", HandleAsync)
            .WithName(nameof(CreateReservations))
            .WithDescription(
                "Reserves up to 1,000 places at once, for a campaign or a wave; each item has its answer."
            );

    private static async Task<Results<Ok<CreateReservationsResponse>, ProblemHttpResult>> HandleAsync(
        CreateReservationsRequest request,
        Caller caller,
        Database database,
        ContactBudgetService budget,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        var problems = request.Items.Select(item => ReservationRules.Check(item, clock.GetUtcNow())).ToList();
        var valid = Enumerable.Range(0, problems.Count).Where(i => problems[i] is null).ToList();
        var answers = new Dictionary<int, Reservation>();
        await using var work = await database.BeginAsync(ct);
        if (valid.Count > 0)
        {
            var reserved = await budget.ReserveAsync(
                work,
                [.. valid.Select(i => ReservationRules.ToTouch(request.Items[i], caller))],
                ct
            );
            foreach (var (i, reservation) in valid.Zip(reserved))
                answers[i] = reservation;
        }
        await work.CommitAsync();
        return TypedResults.Ok(Summarise(problems, answers));
    }

    private static CreateReservationsResponse Summarise(
        List<Problem?> problems,
        Dictionary<int, Reservation> answers
    ) =>
        new(
            answers.Values.Count(answer => answer.State != TouchState.Refused),
            answers.Values.Count(answer => answer.State == TouchState.Refused),
            problems.Count(problem => problem is not null),
            [
                .. problems.Select(
                    (problem, i) =>
                        new CreateReservationsResult(
                            i,
                            answers.TryGetValue(i, out var answer) ? ReservationResponse.From(answer) : null,
                            problem?.Errors
                        )
                ),
            ]
        );
}
