namespace Platform.Gateway.Protection;

/// <summary>What the gateway itself says no with: as a problem over REST, as a trailers-only status over gRPC.</summary>
/// <param name="Grpc">The gRPC status code of the same meaning.</param>
public sealed record Refusal(int Status, int Grpc, string Type, string Title, string Detail)
{
    /// <summary>Seconds after which trying again makes sense.</summary>
    public int? RetryAfter { get; init; }

    private const int InvalidArgument = 3, DeadlineExceeded = 4, PermissionDenied = 7, ResourceExhausted = 8, Unimplemented = 12, Unavailable = 14, Unauthenticated = 16;

    public static Refusal NotPublished(string path) =>
        new(404, Unimplemented, "gateway/not-found", "Nothing is published here", $"No route matches {path}. /openapi/v1.json lists every route.");

    public static Refusal NoToken() =>
        new(401, Unauthenticated, "gateway/unauthenticated", "Who is calling?", "Send 'Authorization: Bearer <token>' or, with an API key, 'X-Api-Key: rp_…'.");

    public static Refusal BadToken(string reason) =>
        new(401, Unauthenticated, "gateway/invalid-token", "The token or key is not accepted", reason);

    public static Refusal MissingScope(string scope) =>
        new(403, PermissionDenied, "gateway/missing-scope", "The key lacks a scope", $"This call needs the scope {scope}; ask for a key that has it.");

    public static Refusal WrongRole(IEnumerable<string> roles) =>
        new(403, PermissionDenied, "gateway/wrong-role", "The role may not do this", $"This call is for {string.Join(", ", roles)}.");

    public static Refusal TooMany(int retryAfter) =>
        new(429, ResourceExhausted, "gateway/too-many-requests", "Too many requests", $"The limit is used up; try again in {retryAfter} s. The RateLimit header says what is left.") { RetryAfter = retryAfter };

    public static Refusal Overloaded() =>
        new(503, Unavailable, "gateway/overloaded", "The gateway is at its limit", "Nothing was done. Try again in a second.") { RetryAfter = 1 };

    public static Refusal ServiceAway(string service) =>
        new(503, Unavailable, "gateway/service-unavailable", "A service is away", $"The service {service} does not answer at the moment. Repeating with the same Idempotency-Key is safe.") { RetryAfter = 1 };

    public static Refusal TooSlow(string service) =>
        new(504, DeadlineExceeded, "gateway/timeout", "A service did not answer in time", $"The service {service} took too long. Repeating with the same Idempotency-Key is safe.");

    public static Refusal BodyTooLarge() =>
        new(413, ResourceExhausted, "gateway/body-too-large", "The body is too large", "Split it: 1,000 events a batch, 100,000 rows an import file.");

    public static Refusal BodyBroken() =>
        new(400, InvalidArgument, "gateway/body-incomplete", "The body did not arrive whole", "It broke off or was not framed as its headers say. Send it again.");
}
