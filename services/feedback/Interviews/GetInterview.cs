using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

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
        if (await InterviewReader.ReadAsync(database, id, ct) is not { } interview)
            return Problem.NotFound("interview", id).ToResult();
        response.SetETag(interview.Version);
        return TypedResults.Ok(interview);
    }
}
