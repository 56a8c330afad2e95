using Platform.Gateway.Routing;

namespace Platform.Gateway.Identity;

/// <summary>The ways in which a caller can say who it is, each an authentication scheme.</summary>
internal static class CallerSchemes
{
    /// <summary>A person's token, as bearer; the default.</summary>
    public const string Person = "person";

    /// <summary>A partner's key, in <c>X-Api-Key</c> or as bearer <c>rp_…</c>.</summary>
    public const string ApiKey = "api-key";

    /// <summary>The secret in the path of a customer's link.</summary>
    public const string Link = "link";

    public const string ApiKeyHeader = "X-Api-Key";
    public const string ApiKeyMarker = "rp_";
    private const string Bearer = "Bearer ";

    /// <summary>The scheme of a call; null for the default one.</summary>
    public static string? Choose(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PublicRoute>() is { IsLink: true })
            return Link;
        var headers = context.Request.Headers;
        return headers.ContainsKey(ApiKeyHeader) || IsApiKey(BearerOf(headers)) ? ApiKey : null;
    }

    /// <summary>What follows <c>Bearer</c>; null where the header is not of that form.</summary>
    public static string? BearerOf(IHeaderDictionary headers) =>
        TryGetBearer(headers, out var bearer) ? bearer.ToString() : null;

    /// <summary>What follows <c>Bearer</c>, without a copy of it.</summary>
    public static bool TryGetBearer(IHeaderDictionary headers, out ReadOnlySpan<char> bearer)
    {
        var text = headers.Authorization.ToString();
        var isBearer = text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);
        bearer = isBearer ? text.AsSpan(Bearer.Length).Trim() : default;
        return isBearer;
    }

    private static bool IsApiKey(string? bearer) => bearer?.StartsWith(ApiKeyMarker, StringComparison.Ordinal) == true;

    /// <summary>Two credentials, or one twice, are how a proxy is made to see one caller and a service
    /// another.</summary>
    public static bool HasSeveral(IHeaderDictionary headers) =>
        headers.Authorization.Count + headers[ApiKeyHeader].Count > 1;
}
