using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Feedback;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Loops;

/// <param name="Note">What was done.</param>
/// <param name="WhatChanged">With the step <c>follow_up</c>, and required there: what changed, in the words that the
/// customer is told.</param>
public sealed record CompleteLoopStepRequest(
    [StringLength(4000)] string? Note,
    [StringLength(4000)] string? WhatChanged
);

/// <summary>Thank, acknowledge, act, follow up: one after the other. The last closes the loop and tells the customer
/// what changed.</summary>
public static class CompleteLoopStep
{
    public static void Map(IEndpointRouteBuilder loops) =>
        loops
            .MapPost("/{id:guid}/steps/{step}/completion", HandleAsync)
            .WithName(nameof(CompleteLoopStep))
            .WithDescription(
                "Does the next step of a loop. The last one closes it, and the customer is told what changed."
            );

    private static async Task<Results<Ok<LoopResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        string step,
        CompleteLoopStepRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        TimeProvider clock,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<LoopRow>($"{LoopRow.Select} where l.id = @id for update of l", new { id })
            is not { } loop
        )
            return Problem.NotFound("loop", id).ToResult();
        if (loop.Owner != caller.Id)
            await ownership.RequireAsync(caller, loop.AccountId, ct);
        var steps = await work.QueryAsync<LoopStepRow>(LoopStepRow.Select, new { loops = new[] { id } });
        if (steps.SingleOrDefault(s => s.Step == step) is not { } current)
            return Problem.NotFound("step", step).ToResult();
        if (current.DoneAt is not null)
            return StepDone(step).ToResult();
        if (steps.OrderBy(s => s.Position).First(s => s.DoneAt is null) is var next && next.Step != step)
            return OutOfOrder(step, next.Step).ToResult();

        var closes = step == "follow_up";
        if (closes && string.IsNullOrWhiteSpace(request.WhatChanged))
            return Problem
                .Invalid("whatChanged", "is missing: following up means telling the customer what changed")
                .ToResult();
        await work.ExecuteAsync(
            Complete,
            new
            {
                id,
                step,
                now,
                By = caller.Id,
                request.Note,
            }
        );
        await work.ExecuteAsync(
            closes ? Close : "update feedback_loop set version = version + 1 where id = @id",
            new
            {
                id,
                now,
                request.WhatChanged,
            }
        );
        if (closes)
        {
            await work.ExecuteAsync(
                Notify,
                new
                {
                    NoticeId = Guid.CreateVersion7(),
                    id,
                    loop.AccountId,
                    loop.ContactId,
                    request.WhatChanged,
                    now,
                }
            );
            await work.EnqueueAsync(
                new LoopClosed(
                    loop.AccountId,
                    id,
                    decimal.Round((decimal)(now - loop.OpenedAt).TotalHours, 2),
                    request.WhatChanged
                ),
                loop.AccountId
            );
        }

        var changed = (await work.SingleOrDefaultAsync<LoopRow>($"{LoopRow.Select} where l.id = @id", new { id }))!;
        var answer = changed.ToResponse(
            await work.QueryAsync<LoopStepRow>(LoopStepRow.Select, new { loops = new[] { id } }),
            now
        );
        await work.CommitAsync();
        response.SetETag(answer.Version);
        return TypedResults.Ok(answer);
    }

    private static Problem StepDone(string step) =>
        new(
            "feedback/step-done",
            StatusCodes.Status409Conflict,
            "The step is done.",
            $"'{step}' was completed before; nothing was changed."
        );

    private static Problem OutOfOrder(string step, string next) =>
        new(
            "feedback/step-out-of-order",
            StatusCodes.Status409Conflict,
            "A step before it is open.",
            $"'{next}' comes before '{step}': complete it first."
        );

    private const string Complete =
        "update loop_step set done_at = @now, done_by = @By, note = @Note where loop_id = @id and step = @step";

    private const string Close =
        "update feedback_loop set status = 'closed', closed_at = @now, what_changed = @WhatChanged, version = "
        + "version + 1 where id = @id";

    private const string Notify = """
        insert into notice (id, kind, about_id, account_id, contact_id, text, created_at)
        values (@NoticeId, 'loop_follow_up', @id, @AccountId, @ContactId, @WhatChanged, @now)
        """;
}
