using Platform.Workspace.Api;

namespace Platform.Workspace.Accounts;

/// <summary>One account from all sides, as <c>GET /v1/accounts/{id}/overview</c> answers.</summary>
public sealed record AccountOverview(
    Guid AccountId,
    AccountOverviewPart<AccountOverviewAccount>? Account,
    AccountOverviewPart<AccountOverviewScore>? Score,
    AccountOverviewPart<AccountOverviewRevenue>? Revenue,
    AccountOverviewPart<IReadOnlyList<AccountOverviewContact>>? Contacts,
    AccountOverviewPart<AccountOverviewPlan>? Plan,
    AccountOverviewPart<AccountOverviewOnboarding>? Onboarding,
    AccountOverviewPart<AccountOverviewRenewal>? Renewal,
    AccountOverviewPart<IReadOnlyList<AccountOverviewRisk>>? Risks,
    AccountOverviewPart<AccountOverviewTickets>? Tickets,
    AccountOverviewPart<AccountOverviewCoverage>? Coverage,
    AccountOverviewPart<IReadOnlyList<AccountOverviewAnswer>>? Feedback,
    AccountOverviewPart<AccountOverviewUsage>? Usage
);

/// <param name="Status">ok; none: there is nothing; missing: it could not be asked, see reason.</param>
public sealed record AccountOverviewPart<T>(string Status, T? Value, string? Reason)
    where T : class;

public sealed record AccountOverviewAccount(
    string Name,
    string? Domain,
    string? Industry,
    string? Country,
    int? Employees,
    string Lifecycle,
    string? Size,
    string? Motion,
    string? Priority,
    DateOnly? CustomerSince,
    IReadOnlyDictionary<string, string> Owners
);

public sealed record AccountOverviewScore(decimal? Score, string Band, decimal? Change, DateTimeOffset? ScoredAt);

public sealed record AccountOverviewRevenue(Money Mrr, Money Arr, int Seats, DateOnly? RenewalDate, Money Overdue);

public sealed record AccountOverviewContact(
    Guid Id,
    string Name,
    string? Title,
    string? Seniority,
    string? Function,
    IReadOnlyList<string> Roles,
    string Status,
    DateTimeOffset? LastTwoWayContactAt
);

public sealed record AccountOverviewPlan(
    Guid Id,
    string Status,
    DateOnly? AgreedOn,
    decimal? Progress,
    int OpenMilestones,
    int OverdueMilestones,
    IReadOnlyList<string> Objectives
);

public sealed record AccountOverviewOnboarding(
    string Status,
    string? Stage,
    DateOnly? PlannedEnd,
    DateOnly? CompletedOn,
    DateOnly? StalledSince,
    string? StallCause,
    int? DaysToFirstValue
);

public sealed record AccountOverviewRenewal(
    Guid Id,
    DateOnly? EndsOn,
    Money ArrDue,
    string Stage,
    string? HealthLikelihood,
    string? CallLikelihood,
    string? StageLikelihood,
    string? NextStep,
    DateOnly? NextStepOn,
    bool AutoRenew,
    int? NoticeDays,
    string? GutCheck
);

public sealed record AccountOverviewRisk(Guid Id, string Category, string Cause, string State, string? Owner);

public sealed record AccountOverviewTickets(
    int Open,
    int Escalated,
    IReadOnlyDictionary<string, int> OpenBySeverity,
    decimal? LongestWaitHours,
    decimal? MedianFirstResponseHours,
    int Opened28,
    int OpenedBefore
);

public sealed record AccountOverviewCoverage(
    int High,
    int Wide,
    int LiveContacts,
    IReadOnlyList<string> MissingSeniorities,
    IReadOnlyList<string> MissingFunctions,
    bool SingleThreaded,
    bool MeetsTarget
);

public sealed record AccountOverviewAnswer(
    Guid Id,
    string Type,
    decimal? Score,
    int ScaleTo,
    string? Class,
    string? Comment,
    Guid? ContactId,
    DateTimeOffset? AnsweredAt,
    string? LoopStatus
);

public sealed record AccountOverviewUsage(
    DateOnly From,
    DateOnly To,
    int ActiveUsers,
    int ActiveDays,
    long Events,
    IReadOnlyDictionary<string, int> Features
);
