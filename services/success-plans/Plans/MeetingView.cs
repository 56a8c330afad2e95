namespace Platform.SuccessPlans.Plans;

/// <param name="Rhythm">once, weekly, biweekly, monthly or quarterly.</param>
/// <param name="FirstOn">The day of the first one, ISO date.</param>
/// <param name="NextOn">The day of the next one, ISO date.</param>
public sealed record MeetingView(
    Guid Id,
    string Title,
    string? Purpose,
    string Rhythm,
    DateOnly FirstOn,
    DateOnly? NextOn
);
