namespace Platform.SuccessPlans.Enablement;

/// <param name="CertifiedAdmins">The account's share of certified admins; null where it has no admin.</param>
/// <param name="Completions">What people of the account have completed.</param>
public sealed record EnablementResponse(
    Guid AccountId,
    decimal? CertifiedAdmins,
    IReadOnlyList<RoleEnablement> Roles,
    IReadOnlyList<CompletionView> Completions
);
