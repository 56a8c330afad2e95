namespace Platform.Contracts.Engagement;

/// <summary>A person was reached: over which channel, about what and by whom. It counts in their contact
/// budget.</summary>
/// <param name="TouchId">The touch in the contact budget.</param>
/// <param name="Channel"><c>email</c>, <c>in_app</c>, <c>survey</c>, <c>call</c>, <c>sms</c>, <c>chat</c>, <c>post</c>
/// or <c>other</c>.</param>
/// <param name="Topic">Such as <c>onboarding</c> or <c>transactional</c>.</param>
/// <param name="Source">Who asked for it: <c>playbook:champion-change</c>, <c>survey</c>.</param>
/// <param name="SentAt">When it went out.</param>
[EventName("engagement.touch-sent.v1")]
public sealed record TouchSent(
    Guid AccountId,
    Guid TouchId,
    string Channel,
    string Topic,
    string Source,
    DateTimeOffset SentAt
) : DomainEvent(AccountId);
