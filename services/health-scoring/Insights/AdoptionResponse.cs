using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Insights.Charts;
using Platform.HealthScoring.Usage;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Insights;

/// <param name="Stickiness">Daily active users divided by monthly ones, week by week.</param>
public sealed record AdoptionResponse(
    int Accounts,
    bool Sampled,
    IReadOnlyList<StickinessWeek> Stickiness,
    IReadOnlyList<FeatureAdoption> Features
);
