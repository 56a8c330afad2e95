namespace Platform.Renewals.Reviews;

public sealed class LxlSessionAccountResponse
{
    public Guid AccountId { get; init; }
    public string? Name { get; init; }

    /// <summary><c>at_risk</c>, <c>expansion</c>, <c>renewing</c> (within six months), <c>open_asks</c>.</summary>
    public string[] Reasons { get; init; } = [];
    public decimal Arr { get; init; }
    public string? HealthBand { get; init; }

    /// <summary>Risks of the account that are open.</summary>
    public int OpenRisks { get; init; }
    public DateOnly? RenewsOn { get; init; }

    /// <summary>What stands in the way.</summary>
    public string? Challenges { get; init; }
}
