using Microsoft.Extensions.Options;
using Platform.ServiceDefaults;

namespace Platform.Engagement.Email;

/// <summary>Sends mails as they are written down, and those whose time has come.</summary>
public sealed partial class SendMail(
    MailSender sender,
    EmailSignal signal,
    IOptions<EmailOptions> options,
    ILogger<SendMail> logger
) : PeriodicBackgroundService(TimeSpan.FromSeconds(2), logger)
{
    private bool _hasSaid;

    protected override Task TurnAsync(CancellationToken ct)
    {
        if (!options.Value.IsConfigured && !_hasSaid)
        {
            _hasSaid = true;
            LogNothingLeaves();
        }
        return sender.SendDueAsync(ct);
    }

    protected override Task RestAsync(CancellationToken ct) => signal.WaitAsync(TimeSpan.FromSeconds(2), ct);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail is not configured (Email:Host): nothing leaves")]
    private partial void LogNothingLeaves();
}
