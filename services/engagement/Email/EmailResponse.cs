namespace Platform.Engagement.Email;

/// <summary>A mail to a person.</summary>
/// <param name="State"><c>intended</c>: it goes out as soon as it can; <c>sent</c>: the mail server took it;
/// <c>failed</c>: it did not, for good.</param>
/// <param name="MessageId">By which mail servers know it; stays the same however often it is tried.</param>
/// <param name="RunId">The playbook run that wrote it, if one did.</param>
/// <param name="NextAttemptAt">When it is tried, or was tried last.</param>
/// <param name="LastError">What the mail server said.</param>
/// <param name="Subject">The subject line as it was sent.</param>
/// <param name="Attempts">How often sending was tried, from 0.</param>
/// <param name="RequestedBy">User id of the person, or the service, that asked for it.</param>
/// <param name="SentAt">When the server took it, UTC; missing until then.</param>
/// <param name="BouncedAt">When its return was told, UTC; missing without one.</param>
/// <param name="RepliedAt">When the first reply came, UTC; missing without one.</param>
public sealed record EmailResponse(
    Guid Id,
    Guid AccountId,
    Guid? ContactId,
    string To,
    string Topic,
    string Subject,
    string Text,
    string State,
    string MessageId,
    Guid? RunId,
    int Attempts,
    DateTimeOffset NextAttemptAt,
    string? LastError,
    string RequestedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SentAt,
    DateTimeOffset? BouncedAt,
    DateTimeOffset? RepliedAt
)
{
    internal static EmailResponse From(EmailMessage mail) =>
        new(
            mail.Id,
            mail.AccountId,
            mail.ContactId,
            mail.ToAddress,
            mail.Topic,
            mail.Subject,
            mail.BodyText,
            mail.State,
            mail.MessageId,
            mail.RunId,
            mail.Attempts,
            mail.NextAttemptAt,
            mail.LastError,
            mail.RequestedBy,
            mail.CreatedAt,
            mail.SentAt,
            mail.BouncedAt,
            mail.RepliedAt
        );
}
