using Platform.Contracts;

namespace Platform.Feedback.Interviews;

/// <param name="Interviews">Interviews in which it played a part.</param>
/// <param name="Share">Of all interviews looked at, 0–1.</param>
/// <param name="Arr">ARR of the accounts among them, as last known.</param>
/// <param name="Theme">Code of the theme.</param>
/// <param name="Decisive">Interviews in which it decided the outcome.</param>
/// <param name="Lost">Interviews among them with an outcome of lost or churned.</param>
/// <param name="Won">Interviews among them with an outcome of won or retained.</param>
/// <param name="Quotes">The customers' own words.</param>
public sealed record ThemeSummary(
    string Theme,
    string Description,
    int Interviews,
    decimal Share,
    int Decisive,
    int Lost,
    int Won,
    Money Arr,
    IReadOnlyList<string> Quotes
);
