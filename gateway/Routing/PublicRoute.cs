namespace Platform.Gateway.Routing;

/// <summary>One line of the public surface: a path pattern, the service behind it and what a caller needs.</summary>
/// <param name="Pattern">Literal segments, <c>{}</c> for any one segment, a last <c>**</c> for any rest (also
/// none).</param>
/// <param name="Service">The service's name, or <see cref="ServiceNames.Self"/> for what the gateway answers
/// itself.</param>
/// <param name="Reads">The scope a partner's key needs for GET and HEAD; null: no scope is needed.</param>
/// <param name="Writes">The scope a partner's key needs for every other method.</param>
/// <param name="RateLimit">The rate limit that calls of this route draw on, see <see cref="RateLimitPolicy"/>.</param>
public sealed record PublicRoute(
    string Pattern,
    string Service,
    string? Reads,
    string? Writes,
    string RateLimit = RateLimitPolicy.Calls
)
{
    /// <summary>Open to callers without a token (the development issuer, customers' links).</summary>
    public bool Anonymous { get; init; }

    /// <summary>
    /// What a customer's link opens: the first <c>{}</c> of the pattern is the link's secret. Whatever credentials come
    /// along are ignored; the service gets a caller of role <c>customer</c> that stands for this link and has no
    /// scopes.
    /// </summary>
    public bool IsLink { get; init; }

    /// <summary>A link's page or, below <c>/v1</c>, its data; small bodies, and the limit of callers without a
    /// token.</summary>
    public static PublicRoute Link(string pattern, string service) =>
        new(pattern, service, null, null, RateLimitPolicy.Anonymous)
        {
            Anonymous = true,
            IsLink = true,
            BodyLimit = 64 * 1024,
        };

    /// <summary>Whether answers may be kept by browsers and shared caches, as their service says.</summary>
    public bool IsCacheable { get; init; }

    /// <summary>The roles of people that may call it; empty: every inside role.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The largest body in bytes that is read before 413; null: any.</summary>
    public long? BodyLimit { get; init; } = 1 << 20;

    /// <summary>How long nothing may be sent or received; null for streams that last as long as both sides
    /// wish.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.FromSeconds(30);

    internal string[] Segments { get; } = Pattern.Trim('/').Split('/');

    /// <summary>The pattern as ASP.NET Core's routing spells it; a link's secret is the parameter <c>p0</c>.</summary>
    internal string Template =>
        string.Concat(Pattern.Split("{}").Select((part, index) => index == 0 ? part : $"{{p{index - 1}}}{part}"))
            .Replace("**", "{**rest}", StringComparison.Ordinal);

    /// <summary>The scope that <paramref name="method"/> needs on this route, if any.</summary>
    public string? ScopeFor(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? Reads : Writes;

    internal bool Matches(ReadOnlySpan<char> path)
    {
        path = path.Trim('/');
        for (var i = 0; i < Segments.Length; i++)
        {
            if (Segments[i] == "**")
                return true;
            if (path.IsEmpty)
                return false;

            var end = path.IndexOf('/');
            var segment = end < 0 ? path : path[..end];
            if (Segments[i] != "{}" && !segment.Equals(Segments[i], StringComparison.OrdinalIgnoreCase))
                return false;
            path = end < 0 ? [] : path[(end + 1)..];
        }

        return path.IsEmpty;
    }
}
