namespace Platform.Feedback.Surveys;

/// <param name="Key">Names the reply; unique within the survey.</param>
/// <param name="Kind"><c>rating</c> (1 to <paramref name="ScaleTo"/>), <c>choice</c> (one of
/// <paramref name="Choices"/>) or <c>text</c>.</param>
/// <param name="Choices">The answers to choose from; left out for free text.</param>
/// <param name="Required">Whether it has to be answered.</param>
public sealed record SurveyQuestion(
    string Key,
    string Text,
    string Kind,
    IReadOnlyList<string>? Choices = null,
    int? ScaleTo = null,
    bool Required = false
);
