namespace Platform.Engagement.Email;

/// <summary>One mail as it is kept.</summary>
internal sealed class EmailMessage
{
    public Guid Id { get; init; }
    public string EffectKey { get; init; } = "";
    public string MessageId { get; init; } = "";
    public Guid TouchId { get; init; }
    public Guid RecipientId { get; init; }
    public string ToAddress { get; init; } = "";
    public Guid AccountId { get; init; }
    public Guid? ContactId { get; init; }
    public Guid? RunId { get; init; }
    public string? StepKey { get; init; }
    public string Topic { get; init; } = "";
    public string ToName { get; init; } = "";
    public string Subject { get; init; } = "";
    public string BodyText { get; init; } = "";
    public string BodyHtml { get; init; } = "";
    public string? InReplyTo { get; init; }
    public string State { get; init; } = "";
    public int Attempts { get; init; }
    public DateTimeOffset NextAttemptAt { get; init; }
    public string? LastError { get; init; }
    public string RequestedBy { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset? BouncedAt { get; init; }
    public DateTimeOffset? RepliedAt { get; init; }

    public const string Select = """
        select m.id, m.effect_key, m.message_id, m.touch_id, m.recipient_id, r.email as to_address, m.account_id,
            m.contact_id, m.run_id, m.step_key, m.topic, m.to_name, m.subject, m.body_text, m.body_html,
            m.in_reply_to, m.state, m.attempts, m.next_attempt_at, m.last_error, m.requested_by, m.created_at,
            m.sent_at, m.bounced_at, m.replied_at
        from email_message m join recipient r on r.id = m.recipient_id
        """;
}
