namespace Platform.SuccessPlans.Reviews;

/// <param name="Type"><c>value_review</c>, <c>qbr</c> or <c>ebr</c>.</param>
/// <param name="EveryMonths">Months from one review to the next.</param>
public sealed record CadenceStep(string Type, int EveryMonths);
