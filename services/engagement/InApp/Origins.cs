namespace Platform.Engagement.InApp;

/// <summary>Web origins as browsers write them.</summary>
internal static class Origins
{
    private const int Most = 50;

    /// <returns>What is wrong, or null.</returns>
    public static string? ErrorOf(IReadOnlyList<string> origins) =>
        origins.Count > Most ? $"has more than {Most} entries"
        : origins.FirstOrDefault(origin => !IsOrigin(origin)) is { } wrong
            ? $"'{wrong}' is not an origin, such as https://app.example.com, without a path or a slash at its end"
        : null;

    private static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.GetLeftPart(UriPartial.Authority) == origin
        && address.UserInfo.Length == 0;
}
