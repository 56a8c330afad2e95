using Platform.Contracts;

namespace Platform.SuccessPlans.Sharing;

/// <param name="Value">What it is worth, with its currency.</param>
/// <param name="ConfirmedAt">When the customer confirmed it (RFC 3339, UTC).</param>
/// <param name="ConfirmedBy">Name of who confirmed it.</param>
public sealed record SharedClaim(
    Guid Id,
    string Text,
    string Evidence,
    Money? Value,
    DateTimeOffset? ConfirmedAt,
    string? ConfirmedBy
);
