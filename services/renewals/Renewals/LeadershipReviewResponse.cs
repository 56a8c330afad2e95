namespace Platform.Renewals.Renewals;

public sealed class LeadershipReviewResponse
{
    public Guid Id { get; init; }
    public Guid RenewalId { get; init; }
    public Guid AccountId { get; init; }
    public DateOnly EndsOn { get; init; }

    /// <summary>Days before the end at which the sources disagreed.</summary>
    public int Checkpoint { get; init; }

    /// <summary>Likelihood by health then: low, medium or high.</summary>
    public string? HealthClass { get; init; }

    /// <summary>Likelihood by the CSM's call then: low, medium or high.</summary>
    public string? CallClass { get; init; }

    /// <summary>Likelihood by stage then: low, medium or high.</summary>
    public string? StageClass { get; init; }
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>What leadership decided; left out before.</summary>
    public string? Decision { get; init; }
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    internal const string Select = """
        select l.id, l.renewal_id, r.account_id, r.ends_on, l.checkpoint, l.health_class, l.call_class, l.stage_class,
            l.opened_at, l.decision, l.decided_by, l.decided_at
        from leadership_review l join renewal r on r.id = l.renewal_id
        """;
}
