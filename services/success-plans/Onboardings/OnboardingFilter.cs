namespace Platform.SuccessPlans.Onboardings;

/// <param name="Status"><c>open</c>, <c>completed</c> or <c>cancelled</c>.</param>
/// <param name="Segment">The segment by which the template was chosen.</param>
/// <param name="Stalled">Whether it is stalled.</param>
public sealed record OnboardingFilter(string? Status, string? Segment, bool? Stalled, Guid? AccountId);
