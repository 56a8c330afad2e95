namespace Platform.HealthScoring.Insights;

/// <param name="Accounts">How many accounts were looked at; at the limit it is a sample of the book.</param>
/// <param name="Start">What starts the count.</param>
/// <param name="Kind">What counts as still being there.</param>
/// <param name="Clock">How days are counted.</param>
/// <param name="Cohorts">By when they started.</param>
/// <param name="Mean">Over all cohorts, weighted by their size.</param>
/// <param name="LeftOut"> Of first use: seen on the first day of which any use is recorded, so that nobody knows when
/// they began.
/// </param>
public sealed record RetentionResponse(
    string Unit,
    string Start,
    string Kind,
    string Clock,
    int Accounts,
    bool Sampled,
    IReadOnlyList<RetentionCohort> Cohorts,
    IReadOnlyList<RetentionPoint> Mean,
    int LeftOut
);
