using Platform.ServiceKit.Http;

namespace Platform.Feedback.Answers;

public static class AnswerProblems
{
    public static Problem UnknownAccount(Guid id) =>
        new(
            "feedback/unknown-account",
            StatusCodes.Status422UnprocessableEntity,
            "No such account.",
            $"There is no account {id} here; one that was created a moment ago takes a second to arrive."
        );

    public static Problem UnknownContact(Guid id, Guid account) =>
        new(
            "feedback/unknown-contact",
            StatusCodes.Status422UnprocessableEntity,
            "No such contact.",
            $"Contact {id} is not known here as a person of account {account}."
        );

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
