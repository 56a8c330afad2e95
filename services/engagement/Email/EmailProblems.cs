using Platform.ServiceKit.Http;

namespace Platform.Engagement.Email;

public static class EmailProblems
{
    /// <summary>422: the template speaks of something that is not known of the person.</summary>
    public static Problem NotWritten(string why) =>
        new("emails/not-written", StatusCodes.Status422UnprocessableEntity, "The message cannot be written.", why);
}
