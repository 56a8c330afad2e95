using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Platform.ServiceKit.Http;

/// <summary>
/// A resource's version as a strong ETag: <c>"7"</c>. A proxy that compresses answers makes it weak (<c>W/"7"</c>, as
/// nginx does), and a browser sends back what it got. The version is the same however the body was encoded, so both
/// forms count in both headers: <c>If-None-Match</c> compares weakly, as RFC 9110 has it, and <c>If-Match</c> does too,
/// which is a choice of ours.
/// </summary>
public static class ETags
{
    public static void SetETag(this HttpResponse response, int version) => response.Headers.ETag = Format(version);

    public static string Format(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The version that the caller last saw, from <c>If-Match</c>; <c>*</c> gives null: any version will
    /// do.</summary>
    /// <exception cref="ProblemException">428 without the header, 400 where it is no version of ours.</exception>
    public static int? ExpectedVersion(this HttpRequest request)
    {
        var header = request.Headers.IfMatch.ToString();
        if (header.Length == 0)
        {
            throw new Problem(
                "if-match/missing",
                StatusCodes.Status428PreconditionRequired,
                "If-Match is missing.",
                "Send the ETag of the resource as you last read it, so that nobody's change is lost; or * to "
                    + "overwrite whatever is there."
            ).ToException();
        }

        if (header == "*")
            return null;
        if (
            Opaque(header) is ['"', .. var inner, '"']
            && int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        )
            return version;
        throw Problem
            .Invalid("If-Match", $"{header} is not an ETag of this resource; it looks like \"7\" or W/\"7\".")
            .ToException();
    }

    /// <summary>True where the caller's <c>If-None-Match</c> names this version: answer 304.</summary>
    public static bool HasCurrent(this HttpRequest request, string etag)
    {
        foreach (var value in request.Headers.IfNoneMatch)
        {
            foreach (var part in value.AsSpan().Split(','))
            {
                var one = value.AsSpan()[part].Trim();
                if (one is "*" || Opaque(one).SequenceEqual(Opaque(etag)))
                    return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> Opaque(ReadOnlySpan<char> etag) =>
        etag.StartsWith("W/", StringComparison.Ordinal) ? etag[2..] : etag;

    /// <summary>412: somebody else changed the resource. With what it has become, a program can show both and let its
    /// user choose, without asking again.</summary>
    /// <param name="what">Kind of thing, in words: <c>account</c>.</param>
    /// <param name="expected">The version that the caller saw.</param>
    /// <param name="version">The current version.</param>
    /// <param name="current">The resource as it is now, in the form in which it is read.</param>
    /// <param name="changes">Each change since the caller's version, the oldest first, where a history of this kind of
    /// thing is kept.</param>
    public static Problem LostUpdate(
        string what,
        int expected,
        int version,
        object current,
        IReadOnlyList<VersionChange>? changes = null
    ) =>
        new(
            "lost-update",
            StatusCodes.Status412PreconditionFailed,
            "Somebody changed it in the meantime.",
            $"You changed version {expected} of this {what}; it is at version {version} now: see current. Merge "
                + $"your change into it and send it with If-Match {Format(version)}."
        )
        {
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["currentVersion"] = version,
                ["current"] = current,
                ["changes"] = changes,
            },
        };
}
