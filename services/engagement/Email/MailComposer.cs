using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Cryptography;
using Platform.Engagement.ContactBudget;
using Platform.Engagement.Preferences;

namespace Platform.Engagement.Email;

/// <summary>Makes the mail that goes out: the same bytes but for the date, however often it is tried.</summary>
public sealed class MailComposer(IOptions<EmailOptions> options, PreferenceLinks links)
{
    private static readonly HeaderId[] Signed =
    [
        HeaderId.From,
        HeaderId.To,
        HeaderId.Subject,
        HeaderId.Date,
        HeaderId.MessageId,
        HeaderId.MimeVersion,
        HeaderId.ContentType,
        HeaderId.ListUnsubscribe,
        HeaderId.ListUnsubscribePost,
    ];

    private readonly DkimSigner? _signer = SignerOf(options.Value);

    internal MimeMessage Compose(EmailMessage mail, DateTimeOffset now)
    {
        var message = new MimeMessage
        {
            Date = now,
            Subject = mail.Subject,
            MessageId = mail.MessageId,
        };
        message.From.Add(new MailboxAddress(options.Value.FromName, options.Value.From));
        message.To.Add(new MailboxAddress(mail.ToName, mail.ToAddress));
        if (mail.InReplyTo is { } answered)
        {
            message.InReplyTo = answered;
            message.References.Add(answered);
        }
        if (mail.Topic != TouchTopics.Transactional)
        {
            var link = options.Value.Link($"{PreferencePages.PathOf(links.TokenOf(mail.Id))}/unsubscribe");
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{link}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }
        message.Body = new BodyBuilder { TextBody = mail.BodyText, HtmlBody = mail.BodyHtml }.ToMessageBody();
        message.Prepare(EncodingConstraint.SevenBit);
        _signer?.Sign(message, [.. Signed.Where(message.Headers.Contains)]);
        return message;
    }

    private static DkimSigner? SignerOf(EmailOptions options) =>
        options.DkimDomain.Length == 0
            ? null
            : new DkimSigner(options.DkimKeyFile, options.DkimDomain, options.DkimSelector)
            {
                HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
                BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            };
}
