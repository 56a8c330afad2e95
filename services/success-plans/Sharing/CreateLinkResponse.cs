namespace Platform.SuccessPlans.Sharing;

/// <param name="Path">The page's path at the gateway. The secret in it is shown this once; only its hash is
/// kept.</param>
public sealed record CreateLinkResponse(Guid Id, string Path, DateTimeOffset ExpiresAt);
