using Platform.ServiceKit.Http;

namespace Platform.Gateway.Stream;

internal static class StreamProblems
{
    public static Problem TooOld(long position) =>
        new("stream/too-old", 410, "What came after this id is no longer kept.", $"Events are kept for 24 hours; {position} is older. Read the state anew, then connect without Last-Event-ID.");

    public static Problem Full() =>
        new("stream/full", 503, "No more clients fit on this instance.", "Connect again in a moment.");
}
