using Platform.Feedback.Surveys;

namespace Platform.Feedback.Waves;

/// <param name="Token">Answer with it under <c>/v1/answers/{token}</c>, from wherever the person is; or show them
/// <paramref name="Link"/>.</param>
/// <param name="Type">nps, csat, ces or custom.</param>
/// <param name="Link">Where the answer is given outside the product.</param>
public sealed record InAppQuestion(
    Guid InvitationId,
    Guid SurveyId,
    string Type,
    string Question,
    int ScaleFrom,
    int ScaleTo,
    IReadOnlyList<SurveyQuestion> Questions,
    string Token,
    string Link,
    DateTimeOffset ExpiresAt
);
