using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Interviews;

public static class GetInterview
{
    public static void Map(IEndpointRouteBuilder interviews) =>
        interviews
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetInterview))
            .WithDescription("One interview with its themes.");

    private static async Task<Results<Ok<InterviewResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        if (await ReadAsync(database, id, ct) is not { } interview)
            return Problem.NotFound("interview", id).ToResult();
        response.SetETag(interview.Version);
        return TypedResults.Ok(interview);
    }

    internal static async Task<InterviewResponse?> ReadAsync(Database database, Guid id, CancellationToken ct) =>
        await database.SingleOrDefaultAsync<InterviewReader.Row>(
            $"{InterviewReader.Select} where i.id = @id",
            new { id },
            ct
        )
            is { } row
            ? row.ToResponse((await InterviewReader.ThemesAsync(database, [id], ct))[id])
            : null;
}
