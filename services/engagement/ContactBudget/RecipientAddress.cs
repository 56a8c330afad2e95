using System.Globalization;
using Platform.ServiceKit.Text;

namespace Platform.Engagement.ContactBudget;

/// <summary>One spelling for one mailbox: without surrounding blanks, in lower case, NFC, and with the domain in its
/// ASCII form. A subdomain stays what it is, <c>www.</c> too, which the key of a web site leaves out.</summary>
public static class RecipientAddress
{
    private const int Longest = 254;

    // UseStd3AsciiRules: letters, digits and hyphens only, as names of hosts are.
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <returns>Null where the text is no address.</returns>
    public static string? Normalise(string? text)
    {
        var address = text?.Trim().ToNfc();
        if (string.IsNullOrEmpty(address) || address.Length > Longest)
            return null;
        var at = address.LastIndexOf('@');
        if (at <= 0 || at == address.Length - 1 || address.IndexOf('@', StringComparison.Ordinal) != at)
            return null;
        if (address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';'))
            return null;
        try
        {
            var domain = Idn.GetAscii(address[(at + 1)..].TrimEnd('.')).ToLowerInvariant();
            return $"{address[..at].ToLowerInvariant().ToNfc()}@{domain}";
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The part behind the <c>@</c> of a normalised address.</summary>
    public static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];
}
