using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Interviews;

public static class ListInterviewThemes
{
    public static void Map(IEndpointRouteBuilder interviews) =>
        interviews
            .MapGet("/themes", HandleAsync)
            .WithName(nameof(ListInterviewThemes))
            .WithDescription("The themes by which interviews are coded.");

    private static async Task<Ok<IReadOnlyList<InterviewTheme>>> HandleAsync(Database database, CancellationToken ct) =>
        TypedResults.Ok(
            await database.QueryAsync<InterviewTheme>(
                $"{InterviewThemeSql.Select} order by t.retired, t.code",
                null,
                ct
            )
        );
}
