using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Accounts;
using Platform.HealthScoring.Usage;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Scores;

public sealed record UsageDayItem(
    DateOnly Day,
    int ActiveUsers,
    int Sessions,
    long Events,
    long Quantity,
    int Features
);
