using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.Renewals.Values;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Churn;

/// <summary>Closes the retrospective with what was learned; none of it may be missing.</summary>
/// <param name="Interview">What the customer said, in their words.</param>
/// <param name="InterviewedOn">The day on which they were asked, ISO date; not in the future.</param>
/// <param name="Prevention">What would have kept them.</param>
/// <param name="Actions">What we do so that it does not happen again, at least one.</param>
public sealed record CloseRetrospectiveRequest(
    [Required, StringLength(10_000)] string Interview,
    [Happened] DateOnly InterviewedOn,
    [Required, StringLength(10_000)] string Prevention,
    [Required, MinLength(1), MaxLength(50)] IReadOnlyList<RetrospectiveActionRequest> Actions
);

public static class CloseRetrospective
{
    public static void Map(IEndpointRouteBuilder retrospectives) =>
        retrospectives
            .MapPost("/{id:guid}/conclusion", HandleAsync)
            .WithName(nameof(CloseRetrospective))
            .WithDescription(
                "Closes the look back at a loss with what the customer said, what would have kept them and what we do."
            );

    private static async Task<Results<Ok<RetrospectiveResponse>, ProblemHttpResult>> HandleAsync(
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
        if (await RetrospectiveReader.ReadAsync(work, id) is not { } row)
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
        var closed = (await RetrospectiveReader.ReadAsync(work, id))!;
        await work.CommitAsync();
        http.Response.SetETag(closed.Version);
        return TypedResults.Ok(closed);
    }

    private const string Close = """
        update retrospective set interview = @Interview, interviewed_on = @InterviewedOn, prevention = @Prevention,
            closed_at = @Now, closed_by = @By, version = version + 1 where id = @id
        """;

    private const string AddActions = """
        insert into retrospective_action (id, retrospective_id, action, owner, due_on)
        select gen_random_uuid(), @id, action, owner, due_on
            from unnest(@Actions, @Owners, @Due) as t (action, owner, due_on)
        """;
}
