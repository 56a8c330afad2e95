using Platform.Rules;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.InApp;

internal static class InAppProblems
{
    public static Problem KeyTaken(string key) =>
        new(
            "applications/key-taken",
            StatusCodes.Status409Conflict,
            "The key is taken.",
            $"There is an application '{key}' already."
        );

    public static Problem NameTaken(string name) =>
        new(
            "messages/name-taken",
            StatusCodes.Status409Conflict,
            "The name is taken.",
            $"There is a message '{name}' in this application already."
        );

    /// <summary>400 with the place: <c>position</c> from 1 and <c>length</c>, in characters of the rule.</summary>
    public static Problem InvalidAudience(RuleError error) =>
        Problem.Invalid("definition.audience", $"at character {error.Position}: {error.Message}") with
        {
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["position"] = error.Position,
                ["length"] = error.Length,
            },
        };

    public static Problem NobodyVouchedFor() =>
        new(
            "sdk/token-invalid",
            StatusCodes.Status401Unauthorized,
            "The user's token is missing, not valid or expired.",
            "Sign one at your backend, HS256 with a secret of the application: kid in the header; account, user and "
                + "exp (at most 24 hours ahead) as claims."
        );

    public static Problem OriginNotAllowed(string origin) =>
        new(
            "sdk/origin-not-allowed",
            StatusCodes.Status403Forbidden,
            "Pages of this origin may not ask.",
            $"{origin} is none of the application's origins; operations add it to the application."
        );

    public static Problem NoConsent() =>
        new(
            "sdk/consent-missing",
            StatusCodes.Status403Forbidden,
            "The user has not agreed.",
            "Nothing is stored before consent: send consent as true once the user has given it."
        );

    public static Problem UsageNotTaken() =>
        new(
            "sdk/usage-not-taken",
            StatusCodes.Status503ServiceUnavailable,
            "The product's usage cannot be taken at the moment.",
            "Send the same batch again, with the same ids: what was counted is not counted twice."
        )
        {
            RetryAfter = 5,
        };
}
