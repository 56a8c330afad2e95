namespace Platform.Contracts.HealthScoring;

/// <summary>A measure of use rose to or above a threshold, or fell below it again.</summary>
/// <param name="Threshold"> Name of the threshold: <c>seats_used</c> (active users over paid seats, %),
/// <c>users_growth</c> (users against a quarter before, %), <c>premium_use</c> (refused attempts at premium features in
/// 30 days), <c>new_team</c> (teams first seen in 30 days).
/// </param>
/// <param name="Rose">True when it was reached, false when it was left again.</param>
/// <param name="Limit">The configured limit, in the unit of the value.</param>
/// <param name="Since">The first day on which it held without a break.</param>
[EventName("health-scoring.usage-threshold-crossed.v1")]
public sealed record UsageThresholdCrossed(
    Guid AccountId,
    string Threshold,
    bool Rose,
    decimal Value,
    decimal Limit,
    DateOnly Since
) : DomainEvent(AccountId);
