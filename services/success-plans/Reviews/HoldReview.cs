using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts.SuccessPlans;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Reviews;

/// <param name="Attendees">Contacts of the account.</param>
/// <param name="OurAttendees">User ids.</param>
/// <param name="GutCheck">Whether the sponsor would renew today.</param>
public sealed record HoldReviewRequest(
    DateOnly? HeldOn,
    [MaxLength(50)] IReadOnlyList<Guid>? Attendees,
    [MaxLength(50)] IReadOnlyList<string>? OurAttendees,
    [Required, StringLength(10_000)] string Summary,
    GutCheck? GutCheck
);

/// <summary>
/// <c>POST /v1/reviews/{id}/holding</c>: it took place. A business review without a senior sponsor of the customer is
/// held, but does not count, and has to be held again: another one is due at once.
/// </summary>
internal static class HoldReview
{
    public static void Map(IEndpointRouteBuilder reviews) =>
        reviews.MapPost("/{id:guid}/holding", HandleAsync).WithName(nameof(HoldReview));

    private static async Task<Results<Ok<ReviewView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HoldReviewRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        OrganisationCalendar day,
        IOptions<ReviewOptions> options,
        CancellationToken ct
    )
    {
        await ReviewAccess.RequireAsync(id, caller, database, ownership, ct);
        var heldOn = request.HeldOn ?? day.Today;
        if (heldOn > day.Today)
            return Problem.Invalid("heldOn", $"{heldOn:yyyy-MM-dd} lies in the future").ToResult();
        await using var work = await database.BeginAsync(ct);
        if (await work.SingleOrDefaultAsync<ReviewRow>(ReviewRow.Lock, new { id }) is not { } review)
            return Problem.NotFound("review", id).ToResult();
        if (!review.IsOpen)
            return ReviewProblems.Over(id, review.Status).ToResult();
        var attendees = await Attendees.RequireAsync(work, review.AccountId, request.Attendees ?? []);
        if (request.GutCheck?.ContactId is { } feels && attendees.All(a => a.ContactId != feels))
            return Problem.Invalid("gutCheck.contactId", $"{feels} is not among the attendees").ToResult();

        var counts = ReviewRules.Counts(review.Type, attendees.Count, attendees.Count(SeniorSponsor.Is));
        await work.ExecuteAsync(
            Hold,
            new
            {
                id,
                heldOn,
                counts,
                request.Summary,
                Ours = (request.OurAttendees ?? [caller.Id]).ToArray(),
                request.GutCheck?.Answer,
                request.GutCheck?.Comment,
                request.GutCheck?.ContactId,
                By = caller.Id,
            }
        );
        await work.ExecuteAsync(
            "insert into review_attendee (review_id, contact_id, senior) select @id, * from unnest(@Ids, @Senior)",
            new
            {
                id,
                Ids = attendees.Select(a => a.ContactId).ToArray(),
                Senior = attendees.Select(SeniorSponsor.Is).ToArray(),
            }
        );
        if (!counts)
            await work.ExecuteAsync(
                ReviewRow.MakeUp,
                new
                {
                    NewId = Guid.CreateVersion7(),
                    review.AccountId,
                    review.Type,
                    DueOn = ReviewRules.MakeUpBy(day.Today, day.Current, options.Value),
                    id,
                }
            );
        await work.EnqueueAsync(
            new ReviewHeld(review.AccountId, id, review.Type, heldOn, counts, request.GutCheck?.OnScale),
            review.AccountId
        );
        var view = await ReviewView.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Ok(view);
    }

    private const string Hold = """
        update review set status = 'held', held_on = @heldOn, counts = @counts, summary = @Summary,
            our_attendees = @Ours, gut_check = @Answer, gut_check_comment = @Comment,
            gut_check_contact = @ContactId, recorded_by = @By, version = version + 1
        where review_id = @id
        """;
}
