using Platform.Contracts.HealthScoring;

namespace Platform.Accounts.Portfolio;

/// <summary>One reason for a score.</summary>
/// <param name="Measure">The measure's or cap's name.</param>
/// <param name="Label">The same for people.</param>
/// <param name="Cost">The points that it takes from the score.</param>
/// <param name="Playbook">What the scorecard suggests to do about it.</param>
public sealed record PortfolioDriver(string Measure, string Label, decimal Cost, string? Playbook)
{
    public static PortfolioDriver From(HealthDriver driver) =>
        new(driver.Cause, LabelOf(driver.Cause), driver.Cost, driver.Playbook);

    private static string LabelOf(string cause)
    {
        var words = cause.Replace('_', ' ').Replace('-', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
