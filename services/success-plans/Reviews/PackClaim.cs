using Platform.Contracts;

namespace Platform.SuccessPlans.Reviews;

/// <param name="Value">What it is worth, with its currency.</param>
/// <param name="ConfirmedBy">Name of who confirmed it.</param>
/// <param name="ConfirmedAt">When the customer confirmed it (RFC 3339, UTC).</param>
public sealed record PackClaim(
    string Text,
    string Evidence,
    Money? Value,
    string? ConfirmedBy,
    DateTimeOffset? ConfirmedAt
);
