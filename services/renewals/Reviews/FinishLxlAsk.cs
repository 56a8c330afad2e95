using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Reviews;

public sealed record FinishLxlAskRequest([Required, StringLength(2000)] string Result);

public static class FinishLxlAsk
{
    public static void Map(IEndpointRouteBuilder sessions) =>
        sessions
            .MapPost("/asks/{askId:guid}/completion", HandleAsync)
            .WithName(nameof(FinishLxlAsk))
            .WithDescription("What came of an ask; only the executive who was asked can finish it.")
            .LetExecutivesWrite();

    private static async Task<Results<Ok<LxlAskResponse>, ProblemHttpResult>> HandleAsync(
        Guid askId,
        FinishLxlAskRequest request,
        Caller caller,
        Database database,
        OrganisationCalendar day,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<LxlAskResponse>(
                $"{LxlSessionReader.Asks} where k.id = @askId for update of k",
                new { askId }
            )
            is not { } row
        )
            return Problem.NotFound("ask", askId).ToResult();
        if (!string.Equals(row.Executive, caller.Id, StringComparison.Ordinal))
            return Problem.Forbidden($"Only {row.Executive}, who was asked, can finish this ask.").ToResult();
        if (row.DoneOn is not null)
            return new Problem(
                "renewals/ask-done",
                StatusCodes.Status409Conflict,
                "The ask is done.",
                $"It was done on {row.DoneOn:yyyy-MM-dd}: {row.Result}"
            ).ToResult();
        await work.ExecuteAsync(
            FinishAsk,
            new
            {
                askId,
                day.Today,
                Now = clock.GetUtcNow(),
                By = caller.Id,
                request.Result,
            }
        );
        row = await work.SingleOrDefaultAsync<LxlAskResponse>(
            $"{LxlSessionReader.Asks} where k.id = @askId",
            new { askId }
        );
        await work.CommitAsync();
        return TypedResults.Ok(row);
    }

    private const string FinishAsk = """
        update lxl_ask set done_on = @Today, done_at = @Now, done_by = @By, result = @Result where id = @askId
        """;
}
