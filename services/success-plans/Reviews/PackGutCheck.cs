namespace Platform.SuccessPlans.Reviews;

/// <param name="Answer"><c>renew</c>, <c>unsure</c> or <c>leave</c>.</param>
/// <param name="Comment">What they added.</param>
/// <param name="On">The day of the review.</param>
public sealed record PackGutCheck(string Answer, string? Comment, DateOnly On);
