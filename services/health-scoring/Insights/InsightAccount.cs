namespace Platform.HealthScoring.Insights;

public sealed class InsightAccount
{
    public Guid AccountId { get; init; }
    public string? Size { get; init; }
    public DateOnly? SignedUp { get; init; }
    public DateOnly? PaidSince { get; init; }
    public DateOnly? ChurnedOn { get; init; }

    /// <summary>A customer since then, as far as anything tells: by the account, else by its first payment.</summary>
    public DateOnly? CustomerSince => SignedUp ?? PaidSince;
}
