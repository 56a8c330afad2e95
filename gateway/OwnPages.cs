namespace Platform.Gateway;

/// <summary>What the gateway shows to anyone: its health, the API's document and its page.</summary>
internal static class OwnPages
{
    private static readonly string[] Prefixes = ["/health/", "/docs", "/openapi/v1.json", "/openapi/who-may-call.md"];

    public static bool Contains(string path) =>
        path == "/" || Array.Exists(Prefixes, prefix => path.StartsWith(prefix, StringComparison.Ordinal));
}
