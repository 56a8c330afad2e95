using Platform.ServiceKit.Http;

namespace Platform.Accounts.Owners;

internal static class OwnerProblems
{
    public static Problem HandOverInstead(string role) =>
        new(
            "owners/hand-over-instead",
            StatusCodes.Status403Forbidden,
            "Owners change by hand-over.",
            $"Only managers and operations assign the {role} directly. Propose a hand-over with POST "
                + $"/v1/accounts/{{id}}/handovers; it takes effect when the receiver accepts it."
        );
}
