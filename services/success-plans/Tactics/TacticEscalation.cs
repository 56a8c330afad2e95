namespace Platform.SuccessPlans.Tactics;

public sealed class TacticEscalation
{
    /// <summary>When it was raised (RFC 3339, UTC).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The account's tactic.</summary>
    public Guid AccountTacticId { get; init; }

    /// <summary>Adoption that was reached, 0 to 1.</summary>
    public decimal Adoption { get; init; }

    /// <summary>Adoption that was due by then, 0 to 1.</summary>
    public decimal Expected { get; init; }

    /// <summary>The customer's executive sponsor; null where none was known.</summary>
    public Guid? ContactId { get; init; }

    public string? ContactName { get; init; }

    /// <summary>When it was over (RFC 3339, UTC).</summary>
    public DateTimeOffset? ResolvedAt { get; init; }
}
