using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Onboardings;

/// <param name="Status"><c>green</c>, <c>yellow</c> or <c>red</c>.</param>
/// <param name="Attendees">Contacts of the account; an executive check-in and the sponsor touchpoint need a senior
/// sponsor among them.</param>
public sealed record RecordCheckInRequest(
    DateOnly? HeldOn,
    [Required, RegularExpression("^(green|yellow|red)$")] string Status,
    [Required, StringLength(4000)] string Summary,
    [MaxLength(50)] IReadOnlyList<Guid>? Attendees
);

/// <summary><c>POST /v1/onboardings/{id}/check-ins/{checkInId}/record</c>: how a status, a check-in or the touchpoint
/// went.</summary>
internal static class RecordCheckIn
{
    public static void Map(IEndpointRouteBuilder onboardings) =>
        onboardings
            .MapPost("/{id:guid}/check-ins/{checkInId:guid}/record", HandleAsync)
            .WithName(nameof(RecordCheckIn));

    private static async Task<Results<Ok<OnboardingView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid checkInId,
        RecordCheckInRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await OnboardingAccess.RequireAsync(id, caller, database, ownership, ct);
        var heldOn = request.HeldOn ?? day.Today;
        if (heldOn > day.Today)
            return Problem.Invalid("heldOn", $"{heldOn:yyyy-MM-dd} lies in the future").ToResult();
        await using var work = await database.BeginAsync(ct);
        if (await work.SingleOrDefaultAsync<CheckIn>(Lock, new { id, checkInId }) is not { } checkIn)
            return Problem.NotFound("check-in", checkInId).ToResult();
        if (checkIn.HeldOn is not null)
            return OnboardingProblems.CheckInHeld(checkIn.HeldOn).ToResult();
        var attendees = await Attendees.RequireAsync(work, checkIn.AccountId, request.Attendees ?? []);
        if (checkIn.Kind != CheckInPlan.WeeklyStatus && !attendees.Any(SeniorSponsor.Is))
            return OnboardingProblems.NeedsSponsor(checkIn.Kind).ToResult();

        await work.ExecuteAsync(
            Record,
            new
            {
                checkInId,
                heldOn,
                request.Status,
                request.Summary,
                By = caller.Id,
            }
        );
        await work.ExecuteAsync(
            "insert into onboarding_check_in_attendee (check_in_id, contact_id) select @checkInId, unnest(@Ids)",
            new { checkInId, Ids = attendees.Select(a => a.ContactId).ToArray() }
        );
        var view = await OnboardingView.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Ok(view);
    }

    private sealed class CheckIn
    {
        public Guid AccountId { get; init; }
        public string Kind { get; init; } = "";
        public DateOnly? HeldOn { get; init; }
    }

    private const string Lock = """
        select o.account_id, c.kind, c.held_on from onboarding_check_in c join onboarding o using (onboarding_id)
        where c.check_in_id = @checkInId and c.onboarding_id = @id for update of c
        """;

    private const string Record =
        "update onboarding_check_in set held_on = @heldOn, status = @Status, summary = @Summary, recorded_by = "
        + "@By where check_in_id = @checkInId";
}
