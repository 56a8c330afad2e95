using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Loops;

/// <param name="Owner">User id of the new owner of the loop and all its open steps.</param>
/// <param name="Step">Only this step goes to the new owner; the loop stays where it is.</param>
public sealed record ReassignLoopRequest([Required, StringLength(200)] string Owner, string? Step);

public static class ReassignLoop
{
    public static void Map(IEndpointRouteBuilder loops) =>
        loops
            .MapPut("/{id:guid}/owner", HandleAsync)
            .WithName(nameof(ReassignLoop))
            .WithDescription("Gives a loop, or one step of it, to another person.");

    private static async Task<Results<Ok<LoopResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ReassignLoopRequest request,
        Caller caller,
        HttpRequest http,
        HttpResponse response,
        Database database,
        Ownership ownership,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<LoopRow>($"{LoopRow.Select} where l.id = @id for update of l", new { id })
            is not { } loop
        )
            return Problem.NotFound("loop", id).ToResult();
        await ownership.RequireAsync(caller, loop.AccountId, ct);
        if (expected is { } version && version != loop.Version)
            return ETags.LostUpdate("loop", version, loop.Version, await AnswerAsync(work, loop, clock)).ToResult();
        if (
            await work.ExecuteAsync(
                Steps,
                new
                {
                    id,
                    request.Owner,
                    request.Step,
                }
            ) == 0
        )
            return Problem
                .Invalid(
                    "step",
                    request.Step is null ? "the loop has no open step" : $"the loop has no open step '{request.Step}'"
                )
                .ToResult();
        await work.ExecuteAsync(
            "update feedback_loop set owner = case when @Step::text is null then @Owner else owner end, version "
                + "= version + 1 where id = @id",
            new
            {
                id,
                request.Owner,
                request.Step,
            }
        );

        var changed = (await work.SingleOrDefaultAsync<LoopRow>($"{LoopRow.Select} where l.id = @id", new { id }))!;
        var answer = await AnswerAsync(work, changed, clock);
        await work.CommitAsync();
        response.SetETag(answer.Version);
        return TypedResults.Ok(answer);
    }

    private static async Task<LoopResponse> AnswerAsync(UnitOfWork work, LoopRow loop, TimeProvider clock) =>
        loop.ToResponse(
            await work.QueryAsync<LoopStepRow>(LoopStepRow.Select, new { loops = new[] { loop.Id } }),
            clock.GetUtcNow()
        );

    private const string Steps =
        "update loop_step set owner = @Owner where loop_id = @id and done_at is null and (@Step::text is null or "
        + "step = @Step)";
}
