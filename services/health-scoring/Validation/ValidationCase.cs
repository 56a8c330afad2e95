using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Validation;

/// <summary>One past outcome with the account's score some days before.</summary>
/// <param name="RedForDays">Of a loss: for how many days before it the account had been red without a break when it was
/// lost; 0: it was not red.</param>
/// <param name="IsBeforeRecords">So early that no use of any account is recorded of the day.</param>
/// <param name="IsSettled">So late that all windows of the measures lie within what is recorded.</param>
public sealed record ValidationCase(
    bool Churned,
    decimal? Score,
    Band? Band,
    int RedForDays = 0,
    bool IsBeforeRecords = false,
    bool IsSettled = false
);
