namespace Platform.Renewals.Rates;

public sealed class ExchangeRateResponse
{
    public string Currency { get; init; } = "";
    public DateOnly From { get; init; }

    /// <summary>Reporting currency for one unit of this one.</summary>
    public decimal Rate { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public string RecordedBy { get; init; } = "";
}
