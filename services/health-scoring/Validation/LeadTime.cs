namespace Platform.HealthScoring.Validation;

/// <param name="Median">Days for which lost accounts had been red, those that never were counted as 0.</param>
/// <param name="FlaggedAtAll">Lost accounts that were red at some time before.</param>
/// <param name="FlaggedAMonthAhead">Lost accounts that were red 30 days or more before.</param>
public sealed record LeadTime(int Losses, double? Median, Share FlaggedAtAll, Share FlaggedAMonthAhead);
