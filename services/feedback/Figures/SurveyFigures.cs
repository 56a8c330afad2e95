namespace Platform.Feedback.Figures;

/// <param name="Method">What the value is: <c>nps</c>, <c>top_boxes</c> (in percent) or <c>mean</c>.</param>
/// <param name="Confidence">Of the intervals: 0.95.</param>
/// <param name="Type">nps, csat, ces or custom.</param>
/// <param name="TopBoxes">How many of the highest scores count as satisfied.</param>
public sealed record SurveyFigures(
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
