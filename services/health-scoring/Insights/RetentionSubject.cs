namespace Platform.HealthScoring.Insights;

/// <summary>A user or an account, with the start and the times of activity since.</summary>
/// <param name="Start">Half-hours since 0001-01-01 in the organisation's time zone.</param>
/// <param name="Active">Half-hours with activity, the same scale, in any order.</param>
public sealed record RetentionSubject(long Start, IReadOnlyList<long> Active)
{
    public const int PerDay = 48;

    public DateOnly FirstDay => DateOnly.FromDayNumber((int)(Start / PerDay));
}
