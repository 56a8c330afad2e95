using System.Globalization;

namespace Platform.Accounts.Accounts;

/// <summary>
/// Web sites as keys: the bare host, so that every spelling of one site is one domain. Scheme, <c>www.</c>, port, user,
/// path and query go; names outside ASCII are kept in their ASCII form (<c>xn--…</c>).
/// </summary>
public static class DomainName
{
    private const int Longest = 253;

    // UseStd3AsciiRules: letters, digits and hyphens only, as names of hosts are.
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>
    /// The host that the text names; null where it names none: an e-mail address, "n/a", words, an address in
    /// numbers.
    /// </summary>
    public static string? HostOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var trimmed = text.Trim();
        var hasScheme = trimmed.Contains("://", StringComparison.Ordinal);
        // An e-mail address names a mailbox: its provider is often not the customer.
        if (!hasScheme && trimmed.Contains('@', StringComparison.Ordinal))
            return null;
        if (
            trimmed.Any(char.IsWhiteSpace)
            || !Uri.TryCreate(hasScheme ? trimmed : $"http://{trimmed}", UriKind.Absolute, out var uri)
        )
            return null;
        return uri.HostNameType == UriHostNameType.Dns ? Bare(uri.Host) : null;
    }

    /// <summary>Whether it was meant to name a web site and does not.</summary>
    public static bool NamesNoSite(string? text) => !string.IsNullOrWhiteSpace(text) && HostOf(text) is null;

    private static string? Bare(string host)
    {
        var name = host.TrimEnd('.');
        try
        {
            name = Idn.GetAscii(name).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
        if (name.StartsWith("www.", StringComparison.Ordinal))
            name = name[4..];
        return name.Length <= Longest && name.Contains('.', StringComparison.Ordinal) ? name : null;
    }
}
