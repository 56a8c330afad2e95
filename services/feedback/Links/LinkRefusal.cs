namespace Platform.Feedback.Links;

/// <summary>Why a link opens nothing, for the person who followed it.</summary>
public sealed record LinkRefusal(int Status, string Title, string Text)
{
    /// <summary>The same for a link that was changed, made up or belongs to somebody whose data is gone: nothing is
    /// told about which it was.</summary>
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
}
