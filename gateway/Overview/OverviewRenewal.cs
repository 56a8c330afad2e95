using Platform.Contracts;

namespace Platform.Gateway.Overview;

/// <summary>What comes up next.</summary>
/// <param name="HealthLikelihood">low, medium or high, as health or the model says; so are those of the owner's call
/// and of the stage. Left out where one says nothing.</param>
/// <param name="ArrDue">The ARR that ends with the term.</param>
/// <param name="Stage">Its stage, by its written definition.</param>
/// <param name="CallLikelihood">The owner's call as a probability, 0-1.</param>
/// <param name="StageLikelihood">The stage's probability, 0-1.</param>
/// <param name="NextStep">What is done next.</param>
/// <param name="NextStepOn">The day of the next step, ISO date.</param>
/// <param name="GutCheck">What the last review said: renew, unsure or leave.</param>
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
