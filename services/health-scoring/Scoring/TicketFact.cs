namespace Platform.HealthScoring.Scoring;

public sealed record TicketFact(DateOnly OpenedOn, DateOnly? ResolvedOn, bool Urgent);
