using Platform.ServiceKit.Http;

namespace Platform.Renewals.Renewals;

internal static class RenewalProblems
{
    public static Problem Decided(RenewalResponse renewal) =>
        new(
            "renewals/already-decided",
            StatusCodes.Status409Conflict,
            "The renewal is decided.",
            $"It was decided as {renewal.Outcome} on {renewal.DecidedAt:yyyy-MM-dd}; nothing was changed."
        );
}
