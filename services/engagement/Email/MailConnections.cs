using System.Collections.Concurrent;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Platform.Engagement.Email;

/// <summary>Connections to the mail server, kept open from mail to mail.</summary>
public sealed class MailConnections(IOptions<EmailOptions> options) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentBag<SmtpClient> _idle = [];

    /// <summary>Hands a mail to the server.</summary>
    /// <exception cref="SmtpCommandException">The server does not take it.</exception>
    public async Task SendAsync(MimeMessage message, CancellationToken ct)
    {
        var client = await TakeAsync(ct);
        try
        {
            await client.SendAsync(message, ct);
        }
        catch (SmtpCommandException)
        {
            // The connection is all right, the mail is not.
            if (client.IsConnected)
                _idle.Add(client);
            else
                client.Dispose();
            throw;
        }
        catch
        {
            client.Dispose();
            throw;
        }
        _idle.Add(client);
    }

    private async Task<SmtpClient> TakeAsync(CancellationToken ct)
    {
        while (_idle.TryTake(out var idle))
        {
            try
            {
                await idle.NoOpAsync(ct);
                return idle;
            }
            catch (Exception) when (!ct.IsCancellationRequested)
            {
                idle.Dispose();
            }
        }
        var mail = options.Value;
        var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(
                mail.Host,
                mail.Port,
                mail.IsLoopback ? SecureSocketOptions.StartTlsWhenAvailable : SecureSocketOptions.StartTls,
                ct
            );
            if (mail.User.Length > 0)
                await client.AuthenticateAsync(mail.User, mail.Password, ct);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var client))
            client.Dispose();
    }
}
