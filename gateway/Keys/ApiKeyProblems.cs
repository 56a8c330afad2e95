using Platform.ServiceKit.Http;

namespace Platform.Gateway.Keys;

internal static class ApiKeyProblems
{
    public static Problem UnknownScopes(IEnumerable<string> unknown) =>
        Problem.Invalid(
            "scopes",
            $"{string.Join(", ", unknown.Select(scope => $"'{scope}'"))}: not a scope. Scopes are "
                + $"{string.Join(", ", ApiKeyScopes.All)}."
        );

    public static Problem Revoked(Guid id) =>
        new(
            "api-keys/revoked",
            409,
            "The key was revoked.",
            $"The key {id} was revoked and cannot be rotated; issue a new one."
        );
}
