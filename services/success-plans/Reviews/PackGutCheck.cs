namespace Platform.SuccessPlans.Reviews;

/// <param name="Score">1 (very bad) to 5 (very good).</param>
/// <param name="Comment">What they added.</param>
/// <param name="On">The day of the review.</param>
public sealed record PackGutCheck(int Score, string? Comment, DateOnly On);
