using Platform.Contracts;

namespace Platform.SuccessPlans.Reviews;

/// <param name="Confirmed">By currency.</param>
/// <param name="Claims">What the customer confirmed.</param>
public sealed record PackValue(IReadOnlyList<Money> Confirmed, IReadOnlyList<PackClaim> Claims);
