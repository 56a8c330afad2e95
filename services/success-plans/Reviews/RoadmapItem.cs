namespace Platform.SuccessPlans.Reviews;

/// <param name="When">As it is promised: <c>Q2</c>, <c>this year</c>.</param>
/// <param name="What">What they may take on.</param>
public sealed record RoadmapItem(string What, string? When);
