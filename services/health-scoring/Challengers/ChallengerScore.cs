using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Scorecards;
using Platform.HealthScoring.Scores;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Challengers;

public sealed record ChallengerScore(decimal? Score, Band? Band, DateTimeOffset ScoredAt, DateOnly AsOf);
