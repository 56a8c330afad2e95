namespace Platform.Feedback.Waves;

/// <param name="Link">The person's own link: it answers in their name, so it must not be passed on.</param>
/// <param name="DeliveredAt">When it was handed over (RFC 3339, UTC); left out before.</param>
public sealed record InvitationToDeliver(
    Guid Id,
    Guid AccountId,
    string Account,
    Guid ContactId,
    string Name,
    string? Email,
    string Link,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? DeliveredAt
);
