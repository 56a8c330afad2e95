using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Surveys;

public static class RetireSurvey
{
    public static void Map(IEndpointRouteBuilder surveys) =>
        surveys
            .MapPost("/{id:guid}/retirement", HandleAsync)
            .WithName(nameof(RetireSurvey))
            .WithDescription("Ends a survey: it takes no answers more, its figures stay.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Caller caller,
        Database database,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ExecuteAsync(
                "update survey set status = 'retired', version = version + 1 where id = @id",
                new { id }
            ) == 0
        )
            return Problem.NotFound("survey", id).ToResult();
        await work.CommitAsync();
        return TypedResults.NoContent();
    }
}
