using System.Buffers;
using System.Net;
using Microsoft.Extensions.Options;
using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Platform.MailSink;

/// <summary>Speaks SMTP on loopback. Recipients named <c>bounce@…</c> are refused for good and <c>later@…</c> for
/// now, so that both can be tried.</summary>
internal sealed partial class ReceiveMail(
    IOptions<MailSinkOptions> options,
    MailStore store,
    ILogger<ReceiveMail> logger
) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var endpoint = new IPEndPoint(IPAddress.Loopback, options.Value.SmtpPort);
        var settings = new SmtpServerOptionsBuilder()
            .ServerName("mail-sink")
            .Endpoint(definition => definition.Endpoint(endpoint))
            .Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(new Taker(store));
        services.Add(new Filter());
        LogListening(endpoint);
        return new SmtpServer.SmtpServer(settings, services).StartAsync(stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Takes mail at {Endpoint}")]
    private partial void LogListening(IPEndPoint endpoint);

    private static string Spell(IMailbox mailbox) => $"{mailbox.User}@{mailbox.Host}";

    private sealed class Taker(MailStore store) : MessageStore
    {
        public override Task<SmtpResponse> SaveAsync(
            ISessionContext context,
            IMessageTransaction transaction,
            ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken
        )
        {
            store.Keep(Spell(transaction.From), [.. transaction.To.Select(Spell)], buffer.ToArray());
            return Task.FromResult(SmtpResponse.Ok);
        }
    }

    private sealed class Filter : IMailboxFilter
    {
        public Task<bool> CanAcceptFromAsync(
            ISessionContext context,
            IMailbox @from,
            int size,
            CancellationToken cancellationToken
        ) => Task.FromResult(true);

        public Task<bool> CanDeliverToAsync(
            ISessionContext context,
            IMailbox to,
            IMailbox @from,
            CancellationToken cancellationToken
        ) =>
            to.User switch
            {
                "bounce" => Task.FromResult(false),
                "later" => throw new SmtpResponseException(new SmtpResponse((SmtpReplyCode)451, "Come back later")),
                _ => Task.FromResult(true),
            };
    }
}
