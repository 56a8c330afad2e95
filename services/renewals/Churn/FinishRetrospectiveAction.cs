using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.Renewals.Values;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Churn;

/// <param name="Result">What came of it.</param>
/// <param name="DoneOn">The day on which it was done, ISO date; not in the future, today where it is left out.</param>
public sealed record FinishRetrospectiveActionRequest(
    [Required, StringLength(2000)] string Result,
    [Happened] DateOnly? DoneOn
);

public static class FinishRetrospectiveAction
{
    public static void Map(IEndpointRouteBuilder retrospectives) =>
        retrospectives
            .MapPost("/{id:guid}/actions/{actionId:guid}/completion", HandleAsync)
            .WithName(nameof(FinishRetrospectiveAction))
            .WithDescription("An action that a look back at a loss came to is done.");

    private static async Task<Results<Ok<RetrospectiveResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Guid actionId,
        FinishRetrospectiveActionRequest request,
        HttpContext http,
        Caller caller,
        Database database,
        Ownership ownership,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync("select 1 from retrospective where id = @id for update", new { id });
        if (await RetrospectiveReader.ReadAsync(work, id) is not { } row)
            return Problem.NotFound("retrospective", id).ToResult();
        await ownership.RequireAsync(caller, row.AccountId, ct);
        if (row.Actions.FirstOrDefault(a => a.Id == actionId) is not { } action)
            return Problem.NotFound("action", actionId).ToResult();
        if (action.DoneOn is not null)
            return ActionDone(action).ToResult();

        await work.ExecuteAsync(
            FinishAction,
            new
            {
                id,
                actionId,
                DoneOn = request.DoneOn ?? day.Today,
                By = caller.Id,
                request.Result,
            }
        );
        var finished = (await RetrospectiveReader.ReadAsync(work, id))!;
        await work.CommitAsync();
        http.Response.SetETag(finished.Version);
        return TypedResults.Ok(finished);
    }

    private static Problem ActionDone(RetrospectiveActionResponse action) =>
        new(
            "renewals/action-done",
            StatusCodes.Status409Conflict,
            "The action is done.",
            $"It was done on {action.DoneOn:yyyy-MM-dd}: {action.Result}"
        );

    private const string FinishAction = """
        with moved as (update retrospective set version = version + 1 where id = @id)
        update retrospective_action set done_on = @DoneOn, done_by = @By, result = @Result where id = @actionId
        """;
}
