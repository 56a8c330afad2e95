namespace Platform.Contracts.Engagement;

/// <summary>A message in the customer's product paused itself, because the element that it belongs to is missing too
/// often. It concerns no single account.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Author">The user who made it and is to look at it.</param>
/// <param name="Reason">In words, with the figures.</param>
[EventName("engagement.message-paused.v1")]
public sealed record MessagePaused(Guid AccountId, Guid MessageId, string Name, string Author, string Reason)
    : DomainEvent(AccountId);
