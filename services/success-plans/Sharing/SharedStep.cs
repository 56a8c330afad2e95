namespace Platform.SuccessPlans.Sharing;

/// <param name="Side"><c>ours</c> is the vendor's, <c>customer</c> the reader's own.</param>
/// <param name="Status"><c>done</c>, <c>overdue</c>, <c>blocked</c> or <c>open</c>.</param>
/// <param name="Kind">milestone or task.</param>
public sealed record SharedStep(
    Guid Id,
    string Kind,
    Guid? MilestoneId,
    string Name,
    string Side,
    string? Owner,
    DateOnly DueOn,
    DateOnly? DoneOn,
    DateOnly ExpectedOn,
    string Status,
    IReadOnlyList<string> WaitsFor,
    string? Evidence
);
