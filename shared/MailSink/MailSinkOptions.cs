using System.ComponentModel.DataAnnotations;

namespace Platform.MailSink;

/// <summary>Section <c>MailSink</c>.</summary>
public sealed class MailSinkOptions
{
    public const string Section = "MailSink";

    /// <summary>Where mails are kept, one file each.</summary>
    [Required]
    public string DataDirectory { get; set; } = "";

    /// <summary>The port of SMTP, on loopback only.</summary>
    [Range(1, 65535)]
    public int SmtpPort { get; set; } = 2525;
}
