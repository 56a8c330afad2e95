using Platform.Contracts;

namespace Platform.Renewals.Metrics;

/// <param name="Start">MRR on the first day.</param>
/// <param name="End">MRR on the last day.</param>
/// <param name="Counted">What the account adds to the part that was asked for.</param>
public sealed record RetentionAccountResponse(Guid AccountId, string? Name, Money Start, Money End, Money Counted);
