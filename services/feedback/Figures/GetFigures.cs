using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Surveys;

namespace Platform.Feedback.Figures;

/// <param name="Method">What the value is: <c>nps</c>, <c>top_boxes</c> (in percent) or <c>mean</c>.</param>
/// <param name="Confidence">Of the intervals: 0.95.</param>
/// <param name="Type">nps, csat, ces or custom.</param>
/// <param name="TopBoxes">How many of the highest scores count as satisfied.</param>
public sealed record GetFiguresResponse(
    Guid SurveyId,
    string Survey,
    string Type,
    string Method,
    int ScaleFrom,
    int ScaleTo,
    int? TopBoxes,
    decimal Confidence,
    IReadOnlyList<Figure> Figures
);

/// <summary>The figures of a survey with n, response rate and interval, in total or by group; over time each with the
/// change
/// since the one before and whether it is more than noise.</summary>
public static class GetFigures
{
    public static void Map(IEndpointRouteBuilder surveys) =>
        surveys.MapGet("/{id:guid}/figures", HandleAsync).WithName(nameof(GetFigures));

    private static async Task<Ok<GetFiguresResponse>> HandleAsync(
        Guid id,
        [AsParameters] FigureQuery query,
        SurveyCache surveys,
        FigureReader reader,
        CancellationToken ct
    )
    {
        var survey = await surveys.GetAsync(id, ct);
        return TypedResults.Ok(Of(survey, await reader.ReadAsync(survey, query, ct)));
    }

    internal static GetFiguresResponse Of(Survey survey, IReadOnlyList<Figure> figures) =>
        new(
            survey.Id,
            survey.Name,
            survey.Type,
            survey.Method,
            survey.ScaleFrom,
            survey.ScaleTo,
            survey.TopBoxes,
            0.95m,
            figures
        );
}
