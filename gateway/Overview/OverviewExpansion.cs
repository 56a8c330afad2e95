namespace Platform.Gateway.Overview;

/// <summary>An opportunity to grow that is open.</summary>
/// <param name="Trigger">seats_used, premium_use, new_team or users_growth.</param>
public sealed record OverviewExpansion(Guid Id, string Trigger, string Evidence, DateTimeOffset? OpenedAt);
