namespace Platform.HealthScoring.Scoring;

public sealed record InvoiceFact(DateOnly DueOn, DateOnly? PaidOn);
