using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Value;

/// <param name="Day">None: today. A reading of an earlier day corrects the past and leaves a later one as it
/// is.</param>
/// <param name="Value">The metric's value, in its unit.</param>
public sealed record RecordReadingRequest([Required] decimal? Value, DateOnly? Day, [StringLength(1000)] string? Note);

public static class RecordReading
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapPost("/{id:guid}/objectives/{objectiveId:guid}/readings", HandleAsync)
            .WithName(nameof(RecordReading))
            .WithDescription("The metric's value on a day, read by hand.");

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid objectiveId,
        RecordReadingRequest request,
        HttpResponse response,
        Caller caller,
        PlanService plans,
        PlanReader reader,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, expected: null, ct);
        if (await ApplyAsync(plan, objectiveId, request.Value!.Value, request.Day, request.Note, day) is { } problem)
            return problem.ToResult();
        return await plan.CommitAndReturnAsync(reader, response, ct);
    }

    internal static async Task<Problem?> ApplyAsync(
        PlanEditSession plan,
        Guid objectiveId,
        decimal value,
        DateOnly? on,
        string? note,
        OrganisationCalendar day
    )
    {
        if ((await plan.ObjectivesAsync()).FirstOrDefault(o => o.Id == objectiveId) is not { } before)
            return Problem.NotFound("objective", objectiveId);
        if (on > day.Today)
            return Problem.Invalid(
                "day",
                $"{on:yyyy-MM-dd} is still to come; a reading is of today ({day.Today:yyyy-MM-dd}) or earlier"
            );
        await plan.Work.ExecuteAsync(
            Insert,
            new
            {
                Id = Guid.CreateVersion7(),
                objectiveId,
                Day = on ?? day.Today,
                value,
                note,
                By = plan.Actor,
                At = plan.Now,
            }
        );
        await plan.RecordAsync(
            "reading recorded",
            objectiveId,
            new { before.Current, before.CurrentOn },
            new { Value = value, Day = on ?? day.Today }
        );
        return null;
    }

    private const string Insert =
        "insert into reading (id, objective_id, day, value, source, note, by, at) values (@Id, @objectiveId, "
        + "@Day, @value, 'manual', @note, @By, @At)";
}
