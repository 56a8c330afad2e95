using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Platform.Engagement.Email;

/// <summary>Section <c>Email</c>: where mail goes out. Without <see cref="Host"/> none does.</summary>
public sealed class EmailOptions : IValidatableObject
{
    public const string Section = "Email";

    /// <summary>The mail server's name or address; empty: nothing leaves.</summary>
    public string Host { get; set; } = "";

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>For servers that ask for it.</summary>
    public string User { get; set; } = "";
    public string Password { get; set; } = "";

    /// <summary>The sender's address.</summary>
    public string From { get; set; } = "";

    /// <summary>The sender's name.</summary>
    public string FromName { get; set; } = "";

    /// <summary>Where customers reach the gateway, <c>https://success.example.com</c>: links in mails begin with
    /// it.</summary>
    [RegularExpression("^(https?://.+)?$", ErrorMessage = "Email:PublicUrl is not an http or https address.")]
    public string PublicUrl { get; set; } = "";

    /// <summary>The domain that signs (DKIM); empty: mails are not signed.</summary>
    public string DkimDomain { get; set; } = "";
    public string DkimSelector { get; set; } = "platform";

    /// <summary>A file with the private key in PEM.</summary>
    public string DkimKeyFile { get; set; } = "";

    /// <summary>The secret in the path by which the operator's mail server hands in what comes back; empty: it hands in
    /// nothing.</summary>
    [StringLength(200)]
    public string HookSecret { get; set; } = "";

    /// <summary>Mails that go out at once.</summary>
    [Range(1, 64)]
    public int Connections { get; set; } = 4;

    /// <summary>Mails to one domain in a minute.</summary>
    [Range(1, 1_000_000)]
    public int PerDomainPerMinute { get; set; } = 600;

    /// <summary>Hours after which a mail that the server does not take is given up.</summary>
    [Range(1, 24 * 14)]
    public int GiveUpHours { get; set; } = 120;

    public bool IsConfigured => Host.Length > 0;

    /// <summary>On this machine mails may travel without TLS; to any other, STARTTLS is required.</summary>
    internal bool IsLoopback =>
        string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    internal string Link(string path) => PublicUrl.TrimEnd('/') + path;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsConfigured)
            yield break;
        if (!From.Contains('@', StringComparison.Ordinal))
            yield return new($"{Section}:From '{From}' is no address, and {Section}:Host is set.");
        if (PublicUrl.Length == 0)
            yield return new($"{Section}:PublicUrl is missing: mails carry a link to unsubscribe.");
        else if (!IsLoopback && !PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            yield return new($"{Section}:PublicUrl is not https, which one-click unsubscribe asks for (RFC 8058).");
        if (DkimDomain.Length > 0 && !File.Exists(DkimKeyFile))
            yield return new($"{Section}:DkimKeyFile '{DkimKeyFile}' is no file, and {Section}:DkimDomain is set.");
    }
}
