namespace Platform.SuccessPlans.Enablement;

/// <param name="Course">The course's code.</param>
/// <param name="Contact">A contact's id, or the e-mail of exactly one contact.</param>
/// <param name="CompletedOn">The day of the completion, ISO date.</param>
public sealed record CompletionRow(string? Course, string? Contact, DateOnly? CompletedOn);
