using Platform.Contracts;

namespace Platform.Gateway.Overview;

/// <summary>What comes up next.</summary>
/// <param name="HealthLikelihood">low, medium or high, as health or the model says; so are those of the owner's call
/// and of the stage. Left out where one says nothing.</param>
public sealed record OverviewRenewal(
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
