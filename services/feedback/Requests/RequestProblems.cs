using Platform.ServiceKit.Http;

namespace Platform.Feedback.Requests;

public static class RequestProblems
{
    public static Problem Merged(Guid id, Guid into) =>
        new(
            "feedback/request-merged",
            StatusCodes.Status409Conflict,
            "The request was merged.",
            $"{id} was merged into {into}: change that one, or undo the merge."
        )
        {
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["mergedInto"] = into },
        };

    public static Problem NotMerged(Guid id, Guid into) =>
        new(
            "feedback/request-not-merged",
            StatusCodes.Status409Conflict,
            "There is no such merge.",
            $"{id} is not merged into {into}."
        );

    public static Problem Itself() =>
        new(
            "feedback/request-itself",
            StatusCodes.Status422UnprocessableEntity,
            "A request is no duplicate of itself.",
            "Name another request as the duplicate."
        );

    public static Problem NoSuchVotes(int missing) =>
        new(
            "feedback/no-such-votes",
            StatusCodes.Status422UnprocessableEntity,
            "Not all of these votes are this request's.",
            $"{missing} of the ids are no votes of it; nothing was split."
        );

    public static Problem NothingLeft() =>
        new(
            "feedback/split-takes-all",
            StatusCodes.Status422UnprocessableEntity,
            "The split would take every vote.",
            "Leave at least one vote, or change the request itself."
        );
}
