namespace Platform.HealthScoring.Scores;

public sealed record UsageDayItem(
    DateOnly Day,
    int ActiveUsers,
    int Sessions,
    long Events,
    long Quantity,
    int Features
);
