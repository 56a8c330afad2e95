using System.Text.Json;
using Platform.Contracts;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>How customers of a segment are brought on board.</summary>
/// <param name="Stages">The stages in their order, each with its milestones.</param>
public sealed record TemplateDefinition(IReadOnlyList<TemplateStage> Stages)
{
    public static readonly IReadOnlyList<string> Sides = ["ours", "customer"];
    public static readonly IReadOnlyList<string> Tracks = ["admin", "end_user"];
    private const int LongestBusinessDays = 500;

    public string ToJson() => JsonSerializer.Serialize(this, ContractJson.Options);

    public static TemplateDefinition Parse(string json) =>
        JsonSerializer.Deserialize<TemplateDefinition>(json, ContractJson.Options)!;

    /// <summary>Every fault, by the path of its field.</summary>
    public IReadOnlyDictionary<string, string[]> Faults()
    {
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (Stages is null or { Count: 0 or > 20 })
            return new Dictionary<string, string[]>(StringComparer.Ordinal)
            {
                ["stages"] = ["must be a list of 1 to 20 stages"],
            };
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var s = 0; s < Stages.Count; s++)
        {
            if (Stages[s] is not { } stage)
            {
                faults[$"stages[{s}]"] = ["is empty"];
                continue;
            }
            if (string.IsNullOrWhiteSpace(stage.Name) || !names.Add(stage.Name))
                faults[$"stages[{s}].name"] = [$"'{stage.Name}' is empty or was used before"];
            if (stage.Milestones is null or { Count: 0 or > 50 })
            {
                faults[$"stages[{s}].milestones"] = ["must be a list of 1 to 50 milestones"];
                continue;
            }
            for (var m = 0; m < stage.Milestones.Count; m++)
                Check(stage.Milestones[m], $"stages[{s}].milestones[{m}]", keys, faults);
        }
        return faults;
    }

    private static void Check(
        TemplateMilestone? milestone,
        string path,
        HashSet<string> keys,
        Dictionary<string, string[]> faults
    )
    {
        if (milestone is null)
        {
            faults[path] = ["is empty"];
            return;
        }
        if (string.IsNullOrWhiteSpace(milestone.Key) || !keys.Add(milestone.Key))
            faults[$"{path}.key"] = [$"'{milestone.Key}' is empty or was used before"];
        if (string.IsNullOrWhiteSpace(milestone.Name))
            faults[$"{path}.name"] = ["is empty"];
        if (!Sides.Contains(milestone.Side))
            faults[$"{path}.side"] = [$"'{milestone.Side}' is not one of {string.Join(", ", Sides)}"];
        if (milestone.Track is { } track && !Tracks.Contains(track))
            faults[$"{path}.track"] = [$"'{track}' is not one of {string.Join(", ", Tracks)}"];
        if (milestone.DueInBusinessDays is < 0 or > LongestBusinessDays)
            faults[$"{path}.dueInBusinessDays"] =
            [
                $"{milestone.DueInBusinessDays} is not from 0 to {LongestBusinessDays}",
            ];
        if (milestone.Telemetry is { } rule && (rule.Events < 1 || rule.Users < 1 || rule.Feature?.Trim() == ""))
            faults[$"{path}.telemetry"] = ["needs events and users of at least 1, and a feature's name or none"];
    }
}
