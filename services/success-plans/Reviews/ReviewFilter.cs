namespace Platform.SuccessPlans.Reviews;

/// <param name="Status"><c>due</c>, <c>scheduled</c>, <c>held</c>, <c>missed</c> or <c>cancelled</c>.</param>
/// <param name="Type"><c>value_review</c>, <c>qbr</c> or <c>ebr</c>.</param>
public sealed record ReviewFilter(string? Status, string? Type);
