using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Interviews;

public static class RetireInterviewTheme
{
    public static void Map(IEndpointRouteBuilder interviews) =>
        interviews
            .MapDelete("/themes/{code}", HandleAsync)
            .WithName(nameof(RetireInterviewTheme))
            .WithDescription("Takes a theme out of use. Interviews that have it keep it.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string code,
        Caller caller,
        Database database,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        return
            await database.ExecuteAsync(
                "update theme set retired = true where code = @code and not retired",
                new { code },
                ct
            ) == 0
            ? new Problem(
                "not-found",
                StatusCodes.Status404NotFound,
                "There is no such theme.",
                $"No theme in use is called '{code}'; GET /v1/interviews/themes lists them."
            ).ToResult()
            : TypedResults.NoContent();
    }
}
