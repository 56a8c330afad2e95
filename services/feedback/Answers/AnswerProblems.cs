using Platform.ServiceKit.Http;

namespace Platform.Feedback.Answers;

public static class AnswerProblems
{
    public static Problem NoLongerCorrectable(DateTimeOffset until) =>
        new(
            "feedback/answer-final",
            StatusCodes.Status409Conflict,
            "The answer can not be changed any more.",
            $"It could be corrected until {until:yyyy-MM-dd'T'HH:mm:ss'Z'}."
        );

    public static Problem SurveyRetired(string name) =>
        new(
            "feedback/survey-retired",
            StatusCodes.Status409Conflict,
            "The survey is retired.",
            $"'{name}' takes no new answers; past ones can still be imported."
        );
}
