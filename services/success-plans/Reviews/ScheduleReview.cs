using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Reviews;

public sealed record ScheduleReviewRequest(DateTimeOffset At);

/// <summary>Puts a review into the calendar, moves it, or calls it off.</summary>
internal static class ScheduleReview
{
    public static void Map(IEndpointRouteBuilder reviews)
    {
        reviews
            .MapPost("/", ProposeAsync)
            .WithName("ProposeReview")
            .WithDescription("Asks for a review of an account by a day.");
        reviews.MapPost("/{id:guid}/schedule", ScheduleAsync).WithName(nameof(ScheduleReview));
        reviews
            .MapPost("/{id:guid}/cancellation", CancelAsync)
            .WithName("CancelReview")
            .WithDescription("A review does not take place.");
    }

    private static async Task<Results<Created<ReviewView>, ProblemHttpResult>> ProposeAsync(
        ProposeReviewRequest request,
        Caller caller,
        Database database,
        AccountDirectory accounts,
        Ownership ownership,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await accounts.RequireAsync(request.AccountId, ct);
        await ownership.RequireAsync(caller, request.AccountId, ct);
        if (!ReviewTypes.All.Contains(request.Type))
            return Problem
                .Invalid("type", $"'{request.Type}' is not one of {string.Join(", ", ReviewTypes.All)}")
                .ToResult();
        if (request.DueOn < day.Today)
            return Problem.Invalid("dueOn", $"{request.DueOn:yyyy-MM-dd} has passed").ToResult();
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ExecuteAsync(
                Propose,
                new
                {
                    id,
                    request.AccountId,
                    request.Type,
                    request.DueOn,
                    By = caller.Id,
                }
            ) == 0
        )
            return ReviewProblems.OneOpen(request.Type).ToResult();
        var view = await ReviewView.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Created($"/v1/reviews/{id}", view);
    }

    private static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> ScheduleAsync(
        Guid id,
        ScheduleReviewRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (request.At < clock.GetUtcNow())
            return Problem.Invalid("at", $"{request.At:O} has passed").ToResult();
        return await ChangeAsync(
            id,
            "update review set status = 'scheduled', scheduled_at = @At, version = version + 1 where review_id = @id",
            new { id, request.At },
            caller,
            database,
            ownership,
            ct
        );
    }

    private static Task<Results<Ok<ReviewView>, ProblemHttpResult>> CancelAsync(
        Guid id,
        CancelReviewRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        CancellationToken ct
    ) =>
        ChangeAsync(
            id,
            "update review set status = 'cancelled', reason = @Reason, version = version + 1 where review_id = @id",
            new { id, request.Reason },
            caller,
            database,
            ownership,
            ct
        );

    private static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> ChangeAsync(
        Guid id,
        string change,
        object args,
        Caller caller,
        Database database,
        Ownership ownership,
        CancellationToken ct
    )
    {
        await ReviewAccess.RequireAsync(id, caller, database, ownership, ct);
        await using var work = await database.BeginAsync(ct);
        if (await work.SingleOrDefaultAsync<ReviewRow>(ReviewRow.Lock, new { id }) is not { } review)
            return Problem.NotFound("review", id).ToResult();
        if (!review.IsOpen)
            return ReviewProblems.Over(id, review.Status).ToResult();
        await work.ExecuteAsync(change, args);
        var view = await ReviewView.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Ok(view);
    }

    private const string Propose = """
        insert into review (review_id, account_id, type, due_on, status, recorded_by, version)
            values (@id, @AccountId, @Type, @DueOn, 'due', @By, 1)
        on conflict (account_id, type) where status in ('due', 'scheduled') do nothing
        """;
}
