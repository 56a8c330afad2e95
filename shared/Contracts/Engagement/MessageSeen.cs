namespace Platform.Contracts.Engagement;

/// <summary>A user of the customer's product saw a message there.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Variant">The variant that the user got.</param>
/// <param name="Showing">1, or more where it came again after a snooze.</param>
/// <param name="ContactId">The person, where the user is known as one.</param>
/// <param name="UserId">The product's own user id.</param>
/// <param name="SeenAt">By the browser's clock, not after it was told; UTC.</param>
[EventName("engagement.message-seen.v1")]
public sealed record MessageSeen(
    Guid AccountId,
    Guid MessageId,
    string Variant,
    int Showing,
    Guid? ContactId,
    string UserId,
    DateTimeOffset SeenAt
) : DomainEvent(AccountId);
