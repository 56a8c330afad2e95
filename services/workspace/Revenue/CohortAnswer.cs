namespace Platform.Workspace.Revenue;

/// <summary>Who began in which month, and what became of them.</summary>
public sealed record CohortAnswer(IReadOnlyList<CohortAnswerCohort> Cohorts);

public sealed record CohortAnswerCohort(string Month, int Accounts, IReadOnlyList<CohortAnswerCell> Cells);

/// <param name="Age">Months since the first payment.</param>
/// <param name="Finished">Whether the month is over.</param>
public sealed record CohortAnswerCell(
    int Age,
    int Active,
    decimal Mrr,
    decimal? LogoRetention,
    decimal? RevenueRetention,
    bool Finished
);
