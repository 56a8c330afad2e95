using Platform.ServiceKit.Http;

namespace Platform.Renewals.Reviews;

internal static class LxlProblems
{
    internal static Problem Closed(LxlSessionResponse session) =>
        new(
            "renewals/session-closed",
            StatusCodes.Status409Conflict,
            "The session is closed.",
            $"The minutes of {session.Quarter} were signed off on {session.ClosedAt:yyyy-MM-dd}."
        );
}
