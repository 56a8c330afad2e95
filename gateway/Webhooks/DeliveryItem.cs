namespace Platform.Gateway.Webhooks;

/// <param name="Status">pending, delivered or failed.</param>
/// <param name="NextAttemptAt">When it is tried next, while it is pending.</param>
/// <param name="EventId">The event, the same in every attempt.</param>
/// <param name="Type">The event's wire name: accounts.account-created.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="DeliveredAt">When it was taken with a 2xx (RFC 3339, UTC); left out before.</param>
/// <param name="ResponseStatus">HTTP status of the last attempt; left out where there was no answer.</param>
/// <param name="LastError">Why the last attempt failed.</param>
public sealed record DeliveryItem(
    long Id,
    Guid EventId,
    string Type,
    string Status,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? DeliveredAt,
    int? ResponseStatus,
    string? LastError
);
