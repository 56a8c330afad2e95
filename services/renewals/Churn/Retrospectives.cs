using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Churn;

public static class Retrospectives
{
    public static void Map(IEndpointRouteBuilder retrospectives)
    {
        retrospectives
            .MapGet("/", ListAsync)
            .WithName("ListRetrospectives")
            .WithDescription("Losses that were or are looked back at, the newest first.");
        retrospectives
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetRetrospective")
            .WithDescription("One look back at a loss.");
        retrospectives
            .MapPost("/{id:guid}/conclusion", CloseAsync)
            .WithName("CloseRetrospective")
            .WithDescription(
                "Closes the look back at a loss with what the customer said, what would have kept them and what we do."
            );
        retrospectives
            .MapPost("/{id:guid}/actions/{actionId:guid}/completion", FinishActionAsync)
            .WithName("FinishRetrospectiveAction")
            .WithDescription("An action that a look back at a loss came to is done.");
    }

    private static Task<IReadOnlyList<RetrospectiveView>> ListAsync(
        Guid? accountId,
        bool? surprise,
        Database database,
        CancellationToken ct
    ) =>
        database.QueryAsync<RetrospectiveView>(
            $"{RetrospectiveView.Select} where (@accountId::uuid is null or r.account_id = @accountId) and "
                + $"(@surprise::bool is null or r.surprise = @surprise) order by r.lost_on desc limit 500",
            new { accountId, surprise },
            ct
        );

    private static async Task<Results<Ok<RetrospectiveView>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        if (
            await database.SingleOrDefaultAsync<RetrospectiveView>(
                $"{RetrospectiveView.Select} where r.id = @id",
                new { id },
                ct
            )
            is not { } row
        )
            return Problem.NotFound("retrospective", id).ToResult();
        row.Actions = await database.QueryAsync<RetrospectiveActionView>(Actions, new { id }, ct);
        row.Interviews = await database.QueryAsync<ChurnInterviewView>(
            ChurnInterviewView.OfAccount,
            new { row.AccountId },
            ct
        );
        response.SetETag(row.Version);
        return TypedResults.Ok(row);
    }

    private static async Task<Results<Ok<RetrospectiveView>, ProblemHttpResult>> CloseAsync(
        Guid id,
        CloseRetrospectiveRequest request,
        HttpContext http,
        Caller caller,
        Database database,
        Ownership ownership,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var expected = http.Request.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        await work.ExecuteAsync("select 1 from retrospective where id = @id for update", new { id });
        if (await ReadAsync(work, id) is not { } row)
            return Problem.NotFound("retrospective", id).ToResult();
        await ownership.RequireAsync(caller, row.AccountId, ct);
        if (expected is { } version && version != row.Version)
            return ETags.LostUpdate("retrospective", version, row.Version, row).ToResult();
        if (row.ClosedAt is not null)
            return new Problem(
                "renewals/retrospective-closed",
                StatusCodes.Status409Conflict,
                "The retrospective is closed.",
                $"It was closed on {row.ClosedAt:yyyy-MM-dd}."
            ).ToResult();

        await work.ExecuteAsync(
            Close,
            new
            {
                id,
                request.Interview,
                request.InterviewedOn,
                request.Prevention,
                Now = clock.GetUtcNow(),
                By = caller.Id,
            }
        );
        await work.ExecuteAsync(
            AddActions,
            new
            {
                id,
                Actions = request.Actions.Select(a => a.Action).ToArray(),
                Owners = request.Actions.Select(a => a.Owner).ToArray(),
                Due = request.Actions.Select(a => a.DueOn).ToArray(),
            }
        );
        var closed = (await ReadAsync(work, id))!;
        await work.CommitAsync();
        http.Response.SetETag(closed.Version);
        return TypedResults.Ok(closed);
    }

    private static async Task<Results<Ok<RetrospectiveView>, ProblemHttpResult>> FinishActionAsync(
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
        if (await ReadAsync(work, id) is not { } row)
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
        var finished = (await ReadAsync(work, id))!;
        await work.CommitAsync();
        http.Response.SetETag(finished.Version);
        return TypedResults.Ok(finished);
    }

    private static Problem ActionDone(RetrospectiveActionView action) =>
        new(
            "renewals/action-done",
            StatusCodes.Status409Conflict,
            "The action is done.",
            $"It was done on {action.DoneOn:yyyy-MM-dd}: {action.Result}"
        );

    private static async Task<RetrospectiveView?> ReadAsync(UnitOfWork work, Guid id)
    {
        if (
            await work.SingleOrDefaultAsync<RetrospectiveView>(
                $"{RetrospectiveView.Select} where r.id = @id",
                new { id }
            )
            is not { } row
        )
            return null;
        row.Actions = await work.QueryAsync<RetrospectiveActionView>(Actions, new { id });
        row.Interviews = await work.QueryAsync<ChurnInterviewView>(ChurnInterviewView.OfAccount, new { row.AccountId });
        return row;
    }

    private const string Actions = """
        select id, action, owner, due_on, done_on, done_by, result from retrospective_action
        where retrospective_id = @id order by due_on, id
        """;

    private const string Close = """
        update retrospective set interview = @Interview, interviewed_on = @InterviewedOn, prevention = @Prevention,
            closed_at = @Now, closed_by = @By, version = version + 1 where id = @id
        """;

    private const string FinishAction = """
        with moved as (update retrospective set version = version + 1 where id = @id)
        update retrospective_action set done_on = @DoneOn, done_by = @By, result = @Result where id = @actionId
        """;

    private const string AddActions = """
        insert into retrospective_action (id, retrospective_id, action, owner, due_on)
        select gen_random_uuid(), @id, action, owner, due_on
            from unnest(@Actions, @Owners, @Due) as t (action, owner, due_on)
        """;
}
