using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Value;

/// <summary>Where a metric stands, as somebody read it.</summary>
public static class Readings
{
    public static void Map(IEndpointRouteBuilder plans)
    {
        plans
            .MapPost("/{id:guid}/objectives/{objectiveId:guid}/readings", RecordAsync)
            .WithName("RecordReading")
            .WithDescription("The metric's value on a day, read by hand.");
        plans
            .MapGet("/{id:guid}/objectives/{objectiveId:guid}/readings", ListAsync)
            .WithName("ListReadings")
            .WithDescription("The values that were read for an objective, by day.");
    }

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> RecordAsync(
        Guid id,
        Guid objectiveId,
        RecordReadingRequest request,
        HttpResponse response,
        Caller caller,
        PlanService desk,
        PlanReader reader,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await using var plan = await desk.OpenAsync(id, caller, expected: null, ct);
        if (await ApplyAsync(plan, objectiveId, request.Value!.Value, request.Day, request.Note, day) is { } problem)
            return problem.ToResult();
        return await plan.AnswerAsync(reader, response, ct);
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

    private static async Task<Results<Ok<Page<Reading>>, ProblemHttpResult>> ListAsync(
        Guid id,
        Guid objectiveId,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        if (
            !await database.ScalarAsync<bool>(
                "select exists (select from objective where id = @objectiveId and plan_id = @id)",
                new { objectiveId, id },
                ct
            )
        )
            return Problem.NotFound("objective", objectiveId).ToResult();
        var before = Cursor.Read<Before>(page.Cursor);
        var rows = await database.QueryAsync<Reading>(
            List,
            new
            {
                objectiveId,
                before?.Day,
                before?.Id,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(Page<Reading>.From(rows, page.Limit, r => r, r => new Before(r.Day, r.Id)));
    }

    private sealed record Before(DateOnly Day, Guid Id);

    private const string Insert =
        "insert into reading (id, objective_id, day, value, source, note, by, at) values (@Id, @objectiveId, "
        + "@Day, @value, 'manual', @note, @By, @At)";

    private const string List = """
        select id, day, value, source, note, by, at from reading
        where objective_id = @objectiveId and (@Day::date is null or (day, id) < (@Day, @Id))
        order by day desc, id desc limit @Limit
        """;
}
