namespace Platform.HealthScoring.Ingestion;

/// <summary>Attempts of one user at one feature on a day that the product refused.</summary>
internal sealed record DeniedAttempts(Guid AccountId, DateOnly Day, int User, int Feature, int Attempts);
