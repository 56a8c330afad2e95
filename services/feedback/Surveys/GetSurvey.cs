using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Surveys;

public static class GetSurvey
{
    public static void Map(IEndpointRouteBuilder surveys) =>
        surveys
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetSurvey))
            .WithDescription("One survey with its questions and how its figure is computed.");

    private static async Task<Results<Ok<SurveyResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        if (
            await database.SingleOrDefaultAsync<SurveyRow>($"{SurveyRow.Select} where id = @id", new { id }, ct)
            is not { } row
        )
            return Problem.NotFound("survey", id).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Ok(row.ToResponse());
    }
}
