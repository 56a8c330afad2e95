using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Platform.ServiceKit.Http;

/// <summary>A resource's version as a strong ETag: <c>"7"</c>.</summary>
public static class ETags
{
    public static void SetETag(this HttpResponse response, int version) => response.Headers.ETag = Format(version);

    public static string Format(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The version that the caller last saw, from <c>If-Match</c>; <c>*</c> gives null: any version will do.</summary>
    /// <exception cref="ProblemException">428 without the header, 400 where it is no version of ours.</exception>
    public static int? ExpectedVersion(this HttpRequest request)
    {
        var header = request.Headers.IfMatch.ToString();
        if (header.Length == 0)
        {
            throw new Problem("if-match/missing", StatusCodes.Status428PreconditionRequired, "If-Match is missing.",
                "Send the ETag of the resource as you last read it, so that nobody's change is lost; or * to overwrite whatever is there.").ToException();
        }

        if (header == "*") return null;
        if (header is ['"', .. var inner, '"'] && int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return version;
        throw Problem.Invalid("If-Match", $"{header} is not an ETag of this resource; it looks like \"7\".").ToException();
    }

    /// <summary>True where the caller's <c>If-None-Match</c> names this version: answer 304.</summary>
    public static bool HasCurrent(this HttpRequest request, string etag) =>
        request.Headers.IfNoneMatch.Any(value => value?.Split(',', StringSplitOptions.TrimEntries).Contains(etag, StringComparer.Ordinal) == true);

    /// <summary>412: somebody else changed the resource. <paramref name="changes"/> says what, where the service knows it.</summary>
    public static Problem LostUpdate(string what, int expected, int current, object? changes = null) =>
        new("lost-update", StatusCodes.Status412PreconditionFailed, "Somebody changed it in the meantime.",
            $"You changed version {expected} of this {what}; it is at version {current} now. Read it again and repeat your change.")
        {
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["currentVersion"] = current, ["changes"] = changes },
        };
}
