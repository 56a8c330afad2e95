using Platform.Workspace.Api;

namespace Platform.Workspace.Renewals;

/// <summary>A renewal, as <c>GET /v1/renewals</c> answers.</summary>
public sealed record Renewal(
    Guid Id,
    Guid AccountId,
    string? AccountName,
    string? Owner,
    DateOnly EndsOn,
    bool AutoRenew,
    string Stage,
    string StageDefinition,
    decimal Probability,
    string? CallReason,
    string? NextStep,
    DateOnly? NextStepOn,
    string? Outcome,
    int Version,
    decimal? HealthScore,
    string? HealthBand,
    int OpenRisks,
    string? GutCheck,
    Money ArrDue,
    Money? RenewedArr,
    string? Call,
    string Category,
    IReadOnlyList<string> AtRisk,
    RenewalLikelihoods Likelihoods,
    bool Disagreement
);

/// <summary>low, medium or high, from three sources that know nothing of each other.</summary>
public sealed record RenewalLikelihoods(string? Health, string? Call, string Stage);

/// <summary>One renewal with what was agreed and done.</summary>
public sealed record RenewalDetail(
    Renewal Renewal,
    IReadOnlyList<RenewalMilestone> Milestones,
    IReadOnlyList<RenewalHistory> History
);

public sealed record RenewalMilestone(
    Guid Id,
    string Milestone,
    int DaysBefore,
    DateOnly DueOn,
    bool Overdue,
    string? Owner,
    DateOnly? DoneOn
);

public sealed record RenewalHistory(
    int Version,
    string? Stage,
    string? Call,
    string? Note,
    DateTimeOffset At,
    string By
);

/// <param name="Definition">What has to be true for it.</param>
/// <param name="Closed">Whether it follows from the outcome.</param>
public sealed record RenewalStage(string Code, int Position, string Definition, decimal Probability, bool Closed);
