using Platform.ServiceKit.Http;

namespace Platform.Gateway.Stream;

internal static class StreamProblems
{
    public static Problem TooOld(long position) =>
        new(
            "stream/too-old",
            410,
            "What came after this id is no longer kept.",
            $"Events are kept for some days; {position} is older. Read the state anew, then connect without "
                + $"Last-Event-ID."
        );

    /// <summary>For example of a platform whose data was deleted since: waiting for that number would show nothing for
    /// a long time.</summary>
    public static Problem NotYet(long position) =>
        new(
            "stream/unknown-id",
            410,
            "No event had this id yet.",
            $"{position} is an id of another installation, or from before its data was deleted. Read the state "
                + $"anew, then connect without Last-Event-ID."
        );

    public static Problem Full() =>
        new("stream/full", 503, "No more clients fit on this instance.", "Connect again in a moment.");
}
