using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Platform.Engagement.ContactBudget;
using Platform.Engagement.Preferences;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Email;

/// <summary>Writes down that a mail is to be sent, in the transaction of what asks for it and of the place in the
/// budget. It goes out after the commit.</summary>
public sealed class EmailQueue(IOptions<EmailOptions> options, PreferenceLinks links, EmailSignal signal)
{
    /// <returns>The mail's id; of the one that is there where the effect key is known.</returns>
    public async Task<Guid> EnqueueAsync(UnitOfWork work, OutgoingEmail mail)
    {
        // By the effect key, so that the Message-ID and the link are the same however often this runs.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(mail.EffectKey));
        var id = new Guid(hash.AsSpan(0, 16), bigEndian: true);
        var recipient = await work.ScalarAsync<Guid>(
            "select recipient_id from touch where id = @TouchId",
            new { mail.TouchId }
        );
        if (mail.Topic != TouchTopics.Transactional)
            await links.CreateAsync(work, id, recipient, mail.Topic);
        await work.ExecuteAsync(
            Insert,
            new
            {
                id,
                mail.EffectKey,
                MessageId = $"{Convert.ToHexStringLower(hash.AsSpan(0, 20))}@{DomainOf(options.Value)}",
                mail.TouchId,
                recipient,
                mail.AccountId,
                mail.ContactId,
                mail.RunId,
                mail.StepKey,
                mail.Topic,
                mail.ToName,
                mail.Message.Subject,
                mail.Message.Text,
                mail.Message.Html,
                mail.InReplyTo,
                mail.RequestedBy,
                work.Context.Now,
            }
        );
        work.AfterCommit(signal.Set);
        return id;
    }

    private static string DomainOf(EmailOptions options) =>
        options.From.Contains('@', StringComparison.Ordinal) ? RecipientAddress.DomainOf(options.From) : "localhost";

    private const string Insert = """
        insert into email_message (id, effect_key, message_id, touch_id, recipient_id, account_id, contact_id, run_id,
            step_key, topic, to_name, subject, body_text, body_html, in_reply_to, state, attempts, next_attempt_at,
            requested_by, created_at)
        values (@id, @EffectKey, @MessageId, @TouchId, @recipient, @AccountId, @ContactId, @RunId, @StepKey, @Topic,
            @ToName, @Subject, @Text, @Html, @InReplyTo, 'intended', 0, @Now, @RequestedBy, @Now)
        on conflict (effect_key) do nothing
        """;
}
