namespace Platform.SuccessPlans.Sharing;

/// <param name="Rhythm">once, weekly, biweekly, monthly or quarterly.</param>
/// <param name="NextOn">The day of the next one, ISO date.</param>
public sealed record SharedMeeting(string Title, string? Purpose, string Rhythm, DateOnly? NextOn);
