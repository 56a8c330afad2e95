namespace Platform.Engagement.Meetings;

/// <summary>A day of a plan: something is due.</summary>
/// <param name="Id">Of what is due.</param>
/// <param name="Text">What is due, in words.</param>
/// <param name="Date">When.</param>
internal sealed record PlanDay(string Id, string Text, DateOnly Date);
