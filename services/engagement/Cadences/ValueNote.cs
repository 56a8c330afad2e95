using System.Globalization;
using System.Text;

namespace Platform.Engagement.Cadences;

/// <summary>Writes to a customer what has become better since the last note. Pure: proof and figures in, text
/// out.</summary>
internal static class ValueNote
{
    private const decimal FewestPoints = 2;

    /// <param name="account">The customer's name.</param>
    /// <param name="since">The day of the last note; null: there was none.</param>
    /// <param name="proof">What the customer confirmed since then.</param>
    /// <param name="scoreThen">Health at the last note, 0–100.</param>
    /// <param name="scoreNow">Health now, 0–100.</param>
    /// <returns>The text; null where nothing changed for the better.</returns>
    public static string? Write(
        string account,
        DateOnly? since,
        IReadOnlyList<string> proof,
        decimal? scoreThen,
        decimal? scoreNow
    )
    {
        var isHealthier = scoreNow - scoreThen >= FewestPoints;
        if (proof.Count == 0 && !isHealthier)
            return null;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"What {account} has gained");
        if (since is { } day)
            text.Append(CultureInfo.InvariantCulture, $" since {day:d MMMM yyyy}");
        text.Append(":\n");
        foreach (var claim in proof)
            text.Append(CultureInfo.InvariantCulture, $"- {claim}\n");
        if (isHealthier)
            text.Append(
                CultureInfo.InvariantCulture,
                $"- Your use of the product is healthier: {scoreThen:0} of 100 then, {scoreNow:0} now.\n"
            );
        return text.ToString();
    }
}
