using Platform.ServiceKit.Http;

namespace Platform.Gateway.Protection;

/// <summary>The problems that the gateway itself answers.</summary>
public static class GatewayProblems
{
    public static Problem NotPublished(string path) =>
        new("gateway/not-found", 404, "Not found.", $"No route matches {path}. /openapi/v1.json lists every route.");

    /// <summary>The same over gRPC, where it has a status of its own.</summary>
    public static Problem NoSuchMethod(string path) =>
        new(
            "gateway/not-found",
            501,
            "Not found.",
            $"No gRPC service matches {path}. shared/Protos has every service."
        );

    public static Problem NoToken() =>
        new(
            "gateway/unauthenticated",
            401,
            "Authentication required.",
            "Send 'Authorization: Bearer <token>' or, with an API key, 'X-Api-Key: rp_…'."
        );

    public static Problem BadToken(string reason) =>
        new("gateway/invalid-token", 401, "The token or key is not accepted.", reason);

    public static Problem KeysAway() =>
        new(
            "gateway/keys-unavailable",
            503,
            "The key cannot be checked.",
            "It is not among those that this instance knows, and it could not look for newer ones. Try again in "
                + "a second."
        )
        {
            RetryAfter = 1,
        };

    public static Problem ProviderAway() =>
        new(
            "gateway/identity-provider-unavailable",
            503,
            "The token cannot be checked.",
            "The identity provider has not answered since this gateway started. Try again in a few seconds."
        )
        {
            RetryAfter = 5,
        };

    public static Problem MissingScope(string scope) =>
        new(
            "gateway/missing-scope",
            403,
            "The key lacks a scope.",
            $"This call needs the scope {scope}; ask for a key that has it."
        );

    public static Problem WrongRole(IEnumerable<string> roles) =>
        new("gateway/wrong-role", 403, "The role may not do this.", $"This call is for {string.Join(", ", roles)}.");

    public static Problem TooMany(int retryAfter) =>
        new(
            "gateway/too-many-requests",
            429,
            "Too many requests.",
            $"The limit is used up; try again in {retryAfter} s. The RateLimit header says what is left."
        )
        {
            RetryAfter = retryAfter,
        };

    public static Problem Overloaded() =>
        new("gateway/overloaded", 503, "Too many calls at once.", "Nothing was done. Try again in a second.")
        {
            RetryAfter = 1,
        };

    public static Problem ServiceAway(string service) =>
        new(
            "gateway/service-unavailable",
            503,
            "Service unavailable.",
            $"The service {service} does not answer at the moment. Repeating with the same Idempotency-Key is safe."
        )
        {
            RetryAfter = 1,
        };

    public static Problem BackupUnderWay() =>
        new(
            "gateway/backup-under-way",
            503,
            "A backup is being made.",
            "Changes wait until it has found its instant, and this one has waited long enough. Nothing was changed; "
                + "try again in a few seconds."
        )
        {
            RetryAfter = 5,
        };

    public static Problem DocumentIncomplete(IReadOnlyList<string> missing) =>
        new(
            "gateway/document-incomplete",
            503,
            "The API's document is not complete yet.",
            $"{string.Join(", ", missing)} did not answer with {(missing.Count == 1 ? "its" : "their")} part "
                + $"since this gateway started. Ask again in a moment."
        )
        {
            RetryAfter = 2,
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["missing"] = missing },
        };

    public static Problem TooSlow(string service) =>
        new(
            "gateway/timeout",
            504,
            "A service did not answer in time.",
            $"The service {service} took too long. Repeating with the same Idempotency-Key is safe."
        );

    public static Problem BodyTooLarge() =>
        new(
            "gateway/body-too-large",
            413,
            "The body is too large.",
            "Split it: 1,000 events a batch, 100,000 rows an import file."
        );

    public static Problem BodyBroken() =>
        new(
            "gateway/body-incomplete",
            400,
            "The body did not arrive whole.",
            "It broke off or was not framed as its headers say. Send it again."
        );
}
