using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Links;
using Platform.Feedback.Surveys;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

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
