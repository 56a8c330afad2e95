using Platform.Workspace.Charts;
using Platform.Workspace.Shell;

namespace Platform.Workspace.Accounts;

/// <summary>The API's explanation of a score as steps from 100 to it; nothing is computed but where a bar
/// starts.</summary>
internal static class ScoreSteps
{
    /// <summary>Measures that cost less are one step together.</summary>
    private const decimal Small = 0.5m;

    public static IReadOnlyList<WaterfallStep> Of(AccountScore score)
    {
        var steps = new List<WaterfallStep> { new("Everything", 0, 100, IsTotal: true) };
        var at = 100m;
        var costs = score.Contributions.Where(part => part.PointsLost > 0).OrderByDescending(part => part.PointsLost);
        foreach (var part in costs.Where(part => part.PointsLost >= Small))
            Add(Words.Label(part.Measure), -part.PointsLost);
        if (costs.Where(part => part.PointsLost < Small).Sum(part => part.PointsLost) is > 0 and var rest)
            Add("All others", -rest);
        if (score.CapAdjustment != 0)
            Add(
                "Cap: " + string.Join(", ", score.Caps.Where(cap => cap.Binding).Select(cap => Words.Label(cap.Name))),
                score.CapAdjustment
            );
        if (score.OverrideAdjustment != 0)
            Add("Override by a person", score.OverrideAdjustment);
        steps.Add(new("Score", 0, score.Score ?? 0, IsTotal: true));
        return steps;

        void Add(string label, decimal change)
        {
            steps.Add(new(label, at, at + change));
            at += change;
        }
    }
}
