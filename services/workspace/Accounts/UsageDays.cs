namespace Platform.Workspace.Accounts;

/// <summary>An account's use by day, as <c>GET /v1/accounts/{id}/usage</c> answers.</summary>
public sealed record UsageDays(DateOnly From, DateOnly To, int ActiveUsers, IReadOnlyList<UsageDaysDay> Days);

public sealed record UsageDaysDay(DateOnly Day, int ActiveUsers, long Events);
