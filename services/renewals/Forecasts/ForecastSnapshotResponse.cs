namespace Platform.Renewals.Forecasts;

public sealed class ForecastSnapshotResponse
{
    public Guid Id { get; init; }

    /// <summary>The day on which it was taken.</summary>
    public DateOnly TakenOn { get; init; }

    /// <summary>When it was taken (RFC 3339, UTC).</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>First day of the period that it forecasts.</summary>
    public DateOnly PeriodFrom { get; init; }

    /// <summary>Last day of the period.</summary>
    public DateOnly PeriodTo { get; init; }

    /// <summary>ARR whose term ends in the period.</summary>
    public decimal Due { get; init; }

    /// <summary>ARR that was renewed already, and undecided ARR that was called commit.</summary>
    public decimal Commit { get; init; }

    /// <summary>Commit, and undecided ARR that was in the best case.</summary>
    public decimal BestCase { get; init; }

    /// <summary>Undecided ARR of accounts that were at risk.</summary>
    public decimal AtRisk { get; init; }

    /// <summary>ARR times the stage's probability; what was decided at what it renewed at.</summary>
    public decimal Weighted { get; init; }

    internal const string OfPeriod = """
        select id, taken_on, taken_at, period_from, period_to, due, commit, best_case, at_risk, weighted
        from forecast_snapshot where period_from = @from and period_to = @to
        """;
}
