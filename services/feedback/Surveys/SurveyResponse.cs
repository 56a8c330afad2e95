namespace Platform.Feedback.Surveys;

/// <param name="Type">nps, csat, ces or custom.</param>
/// <param name="Method">How scores become the figure: nps, top_boxes or mean.</param>
/// <param name="TopBoxes">How many of the highest scores count as satisfied.</param>
/// <param name="LoopAtOrBelow">Scores up to this open a loop.</param>
/// <param name="Status">active or retired.</param>
public sealed record SurveyResponse(
    Guid Id,
    string Name,
    string Type,
    string Question,
    int ScaleFrom,
    int ScaleTo,
    string Method,
    int? TopBoxes,
    decimal? LoopAtOrBelow,
    string? Product,
    IReadOnlyList<SurveyQuestion> Questions,
    string Status,
    int Version,
    DateTimeOffset CreatedAt,
    string CreatedBy
);
