namespace Platform.Feedback.Figures;

/// <param name="How">How the words were found, for people.</param>
/// <param name="UnhappyComments">Comments of those who are not satisfied.</param>
/// <param name="HappyComments">Comments of those who are.</param>
/// <param name="Themes">Words that one of the two uses clearly more often.</param>
public sealed record SurveyThemes(int UnhappyComments, int HappyComments, string How, IReadOnlyList<Theme> Themes);
