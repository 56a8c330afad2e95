namespace Platform.SuccessPlans.Sharing;

/// <summary>A link that is good: what it opens, and for whom.</summary>
public sealed class ActiveShareLink
{
    public Guid Id { get; init; }
    public Guid PlanId { get; init; }
    public Guid AccountId { get; init; }
    public Guid? ContactId { get; init; }
    public string? ContactName { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Of the record of this access.</summary>
    public Guid AccessId { get; set; }
}
