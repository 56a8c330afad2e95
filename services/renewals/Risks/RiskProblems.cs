using Platform.ServiceKit.Http;

namespace Platform.Renewals.Risks;

internal static class RiskProblems
{
    internal static Problem NotNext(RiskResponse risk, string to) =>
        new(
            "renewals/risk-state",
            StatusCodes.Status409Conflict,
            "The risk is in another state.",
            $"From {risk.State} it goes to {ChoicesAfter(risk.State)}, not to {to}."
        );

    private static string ChoicesAfter(string state) =>
        RiskRules.NextStates(state) is { Count: > 0 } next ? string.Join(" or ", next) : "nothing: it is closed";
}
