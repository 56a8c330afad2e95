using System.Buffers;

namespace Platform.ServiceDefaults;

/// <summary>
/// Paths that customers' links lead to carry the link's secret as a segment: whoever reads it may do what the customer
/// may. So it is left out of all that is kept about a request: traces, logs. A test holds this list against the
/// gateway's route table.
/// </summary>
public static class SecretPathRedactor
{
    public const string Redacted = "REDACTED";

    private static readonly string[] Prefixes =
    [
        "/v1/shared/plans/",
        "/shared/plans/",
        "/v1/answers/",
        "/answer/",
        "/board/",
        "/approve/",
        "/preferences/",
        "/booking/",
        "/cal/",
        "/hooks/mail/",
    ];

    /// <summary>Finds out in one pass that there is none, as with nearly every path.</summary>
    private static readonly SearchValues<string> AnyPrefix = SearchValues.Create(
        Prefixes,
        StringComparison.OrdinalIgnoreCase
    );

    /// <summary>Whether a customer's link leads there.</summary>
    public static bool Has(string path) => path.AsSpan().IndexOfAny(AnyPrefix) == 0;

    /// <summary>The path, or an address with such a path, without the secret.</summary>
    public static string Redact(string path)
    {
        if (path.AsSpan().IndexOfAny(AnyPrefix) < 0)
            return path;
        foreach (var prefix in Prefixes)
        {
            if (path.IndexOf(prefix, StringComparison.OrdinalIgnoreCase) is not (var at and >= 0))
                continue;
            // The API's own paths: /v1/preferences/… is no page that a link leads to.
            if (path.AsSpan(0, at).EndsWith("/v1", StringComparison.OrdinalIgnoreCase))
                continue;
            var start = at + prefix.Length;
            var end = path.AsSpan(start).IndexOfAny('/', '?', '#');
            return end < 0
                ? path[..start] + Redacted
                : string.Concat(path.AsSpan(0, start), Redacted, path.AsSpan(start + end));
        }

        return path;
    }
}
