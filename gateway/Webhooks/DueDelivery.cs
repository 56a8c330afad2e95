namespace Platform.Gateway.Webhooks;

internal sealed class DueDelivery
{
    public long Id { get; init; }
    public Guid SubscriptionId { get; init; }
    public Guid EventId { get; init; }
    public string Body { get; init; } = "";
    public int Attempts { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public string Url { get; init; } = "";
    public byte[] Secret { get; init; } = [];
    public byte[]? PreviousSecret { get; init; }
    public DateTimeOffset? PreviousUntil { get; init; }

    /// <returns>Null where the present one cannot be read.</returns>
    public IReadOnlyList<byte[]>? LivingSecrets(WebhookSecrets secrets, DateTimeOffset now)
    {
        if (secrets.TryOpen(Secret) is not { } present)
            return null;
        var previous = PreviousSecret is not null && PreviousUntil > now ? secrets.TryOpen(PreviousSecret) : null;
        return previous is null ? [present] : [present, previous];
    }
}
