using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

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
