using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Renewals.Revenue;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Metrics;

/// <param name="Start">MRR on the first day.</param>
/// <param name="End">MRR on the last day.</param>
/// <param name="Counted">What the account adds to the part that was asked for.</param>
public sealed record RetentionAccountResponse(Guid AccountId, string? Name, Money Start, Money End, Money Counted);
