namespace Platform.SuccessPlans.Plans;

/// <param name="Status"><c>done</c>, <c>overdue</c>, <c>blocked</c> (it waits for another) or <c>open</c>.</param>
/// <param name="ExpectedOn">When it is expected to be done, from what it waits for and how long it takes.</param>
/// <param name="Kind">milestone or task.</param>
/// <param name="Days">Business days that it takes.</param>
/// <param name="Critical">Whether its delay delays the plan's end.</param>
public sealed record StepView(
    Guid Id,
    string Kind,
    Guid? MilestoneId,
    string Name,
    string Side,
    string? Owner,
    Guid? OwnerContactId,
    string? OwnerName,
    int Days,
    DateOnly DueOn,
    DateOnly? DoneOn,
    string? DoneBy,
    string? Evidence,
    IReadOnlyList<Guid> DependsOn,
    string Status,
    IReadOnlyList<string> WaitsFor,
    DateOnly ExpectedOn,
    bool Critical
);
