using Platform.ServiceKit.Http;

namespace Platform.Feedback.Links;

/// <summary>Why a link does not work, in words for the person who followed it.</summary>
public sealed record LinkRefusal(int Status, string Title, string Text)
{
    /// <summary>One answer for links that were altered, invented, or made for a person whose data was erased, so that
    /// it does not reveal which of these is the case.</summary>
    public static readonly LinkRefusal NotOurs = new(
        StatusCodes.Status404NotFound,
        "This link does not work",
        "It may have been cut off when it was copied. Please open it again from the message that you got it with."
    );

    public static readonly LinkRefusal Expired = new(
        StatusCodes.Status410Gone,
        "This link is no longer open",
        "Thank you for coming back. The time for it has passed."
    );

    public static readonly LinkRefusal Answered = new(
        StatusCodes.Status410Gone,
        "You have answered already",
        "Thank you. Your answer was recorded and can no longer be changed."
    );

    public static readonly LinkRefusal NotAForm = new(
        StatusCodes.Status415UnsupportedMediaType,
        "That did not work",
        "Please go back, and send the form from the page itself."
    );

    /// <summary>The same for a client of the API.</summary>
    public Problem ToProblem() =>
        new(
            this == NotOurs ? "feedback/no-such-link"
                : this == Answered ? "feedback/link-answered"
                : "feedback/link-expired",
            Status,
            Title,
            Text
        );
}
