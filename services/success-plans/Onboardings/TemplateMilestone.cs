namespace Platform.SuccessPlans.Onboardings;

/// <param name="Key">Short name, unique in the template: <c>sso_enabled</c>.</param>
/// <param name="Side"><c>ours</c> or <c>customer</c>: who owes it.</param>
/// <param name="OwnerRole">An account's owner by role on our side, a contact's role on the customer's.</param>
/// <param name="Track">Whom it brings on board: <c>admin</c> or <c>end_user</c>; null: everybody.</param>
/// <param name="DueInBusinessDays">From the signature.</param>
/// <param name="Telemetry">The usage that completes it.</param>
public sealed record TemplateMilestone(
    string Key,
    string Name,
    string Side,
    string? OwnerRole,
    string? Track,
    int DueInBusinessDays,
    TelemetryRule? Telemetry
);
