using MimeKit;
using Platform.Engagement.ContactBudget;

namespace Platform.Engagement.Email;

/// <summary>What a mail that came in is. Pure: reads the message, asks nobody.</summary>
/// <param name="Kind"><c>reply</c>, <c>bounce</c>, <c>complaint</c> or <c>other</c>.</param>
/// <param name="MessageId">Its own.</param>
/// <param name="About">The Message-IDs of ours that it may be about, the likeliest first.</param>
/// <param name="Address">Of a bounce or a complaint: whose address it is about.</param>
/// <param name="Sender">The address of who sent it.</param>
/// <param name="Copied">Who stood in Cc, with their names.</param>
public sealed record IncomingMail(
    string Kind,
    string MessageId,
    IReadOnlyList<string> About,
    string? Address,
    string Sender,
    string Subject,
    IReadOnlyList<(string Email, string? Name)> Copied
)
{
    public static IncomingMail Read(MimeMessage message)
    {
        var sender = RecipientAddress.Normalise(message.From.Mailboxes.FirstOrDefault()?.Address) ?? "";
        var original = OriginalOf(message);
        var (kind, address) =
            PermanentFailureOf(message) is { } failed ? ("bounce", failed)
            : ComplaintOf(message) is { } complainer ? ("complaint", complainer)
            : message.InReplyTo is not null || message.References.Count > 0 ? ("reply", null)
            : ("other", (string?)null);
        // A report of a delay, or an answer by a machine, is no reply by a person.
        if (kind == "reply" && (IsReport(message) || IsAutomatic(message)))
            kind = "other";
        List<string> about =
        [
            .. new[] { original, message.InReplyTo }.OfType<string>(),
            .. message.References.Reverse(),
        ];
        return new IncomingMail(
            kind,
            message.MessageId ?? "",
            [.. about.Distinct(StringComparer.Ordinal)],
            address,
            sender,
            message.Subject ?? "",
            [
                .. message
                    .Cc.Mailboxes.Select(mailbox =>
                        (Email: RecipientAddress.Normalise(mailbox.Address), Name: (string?)mailbox.Name)
                    )
                    .Where(copied => copied.Email is not null)
                    .Select(copied => (copied.Email!, copied.Name)),
            ]
        );
    }

    private static bool IsReport(MimeMessage message) => message.Body is MultipartReport;

    /// <summary>RFC 3834: vacation notices and the like.</summary>
    private static bool IsAutomatic(MimeMessage message) =>
        message.Headers[HeaderId.AutoSubmitted] is { } submitted
        && !submitted.Trim().Equals("no", StringComparison.OrdinalIgnoreCase);

    /// <summary>RFC 3464: whose address does not take mail, for good. A delay, or a 4.x.x, passes.</summary>
    private static string? PermanentFailureOf(MimeMessage message)
    {
        foreach (var part in message.BodyParts.OfType<MessageDeliveryStatus>())
        foreach (var group in part.StatusGroups)
            if (
                string.Equals(group["Action"]?.Trim(), "failed", StringComparison.OrdinalIgnoreCase)
                && group["Status"]?.Trim().StartsWith('5') == true
            )
                return AddressIn(group["Original-Recipient"]) ?? AddressIn(group["Final-Recipient"]);
        return null;
    }

    /// <summary>RFC 5965: who called our mail junk.</summary>
    private static string? ComplaintOf(MimeMessage message)
    {
        foreach (var part in message.BodyParts.OfType<MessageFeedbackReport>())
            if (!string.Equals(part.Fields["Feedback-Type"]?.Trim(), "not-spam", StringComparison.OrdinalIgnoreCase))
                return AddressIn(part.Fields["Original-Rcpt-To"]) ?? "";
        return null;
    }

    /// <summary>The Message-ID of the mail that a report carries, in full or as its headers.</summary>
    private static string? OriginalOf(MimeMessage message)
    {
        foreach (var part in message.BodyParts)
        {
            if (part is MessagePart { Message.MessageId: { } id })
                return id;
            if (part is TextPart text && text.ContentType.IsMimeType("text", "rfc822-headers"))
                using (var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text.Text + "\r\n\r\n")))
                    return MimeMessage.Load(stream).MessageId;
        }
        return null;
    }

    /// <summary><c>rfc822; pat@example.com</c></summary>
    private static string? AddressIn(string? field) =>
        RecipientAddress.Normalise(field?.Split(';').Last().Trim().Trim('<', '>'));
}
