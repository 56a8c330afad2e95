using Platform.Feedback.Surveys;

namespace Platform.Feedback.Waves;

/// <param name="Answered">There is an answer, which may still be corrected.</param>
/// <param name="Type">nps, csat, ces or custom.</param>
public sealed record QuestionOfLink(
    string Type,
    string Question,
    int ScaleFrom,
    int ScaleTo,
    IReadOnlyList<SurveyQuestion> Questions,
    bool Answered
);
