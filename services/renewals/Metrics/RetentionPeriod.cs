using Platform.Renewals.Revenue;

namespace Platform.Renewals.Metrics;

public sealed record RetentionPeriod(DateOnly From, DateOnly To, IReadOnlyList<GroupFigures> Groups);
