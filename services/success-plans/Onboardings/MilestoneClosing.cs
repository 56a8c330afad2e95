namespace Platform.SuccessPlans.Onboardings;

/// <param name="Status"><c>done</c> or <c>skipped</c>.</param>
/// <param name="On">None: today.</param>
/// <param name="Evidence">What shows it, or the reason.</param>
/// <param name="IsRepeatable">A milestone that is closed already is no problem: it stays as it is.</param>
internal sealed record MilestoneClosing(string Status, DateOnly? On, string? Evidence, bool IsRepeatable = false);
