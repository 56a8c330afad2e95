using Platform.Feedback.Surveys;

namespace Platform.Feedback.Figures;

/// <summary>What the answers come to: each figure with n, response rate and interval, in all or by group; over time
/// with whether a change is more than noise.</summary>
public static class GetFigures
{
    public static void Map(IEndpointRouteBuilder surveys) =>
        surveys.MapGet("/{id:guid}/figures", HandleAsync).WithName(nameof(GetFigures));

    /// <param name="by"><c>size</c>, <c>motion</c>, <c>priority</c>, <c>segment</c>, <c>role</c>, <c>product</c>,
    /// <c>account</c>, <c>wave</c>, <c>month</c> or <c>quarter</c>. Groups are as they were when the answer was
    /// given.</param>
    private static async Task<SurveyFigures> HandleAsync(
        Guid id,
        string? by,
        DateOnly? from,
        DateOnly? to,
        Guid? waveId,
        Guid? accountId,
        string? segment,
        string? role,
        string? product,
        SurveyCache surveys,
        FigureReader reader,
        CancellationToken ct
    )
    {
        var survey = await surveys.GetAsync(id, ct);
        return Of(
            survey,
            await reader.ReadAsync(survey, new FigureQuery(by, from, to, waveId, accountId, segment, role, product), ct)
        );
    }

    internal static SurveyFigures Of(Survey survey, IReadOnlyList<Figure> figures) =>
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
