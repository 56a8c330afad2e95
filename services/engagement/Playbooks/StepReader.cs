using System.Text.Json;
using Platform.Engagement.Steps;
using Platform.Rules;

namespace Platform.Engagement.Playbooks;

/// <summary>Reads the steps of a definition: what all have in common, what the engine does itself, and where they
/// lead.</summary>
internal sealed class StepReader(DefinitionReader reader, IReadOnlyDictionary<string, RuleAttribute> attributes)
{
    /// <summary>Fields that a step of any type may have.</summary>
    internal static readonly string[] CommonFields = ["key", "type", "next", "classes", "approval", "note"];

    private static readonly string[] WaysToWait = ["hours", "days", "businessDays", "event", "until"];

    private static readonly string[] WaitFields =
    [
        "days",
        "hours",
        "businessDays",
        "event",
        "when",
        "until",
        "limitDays",
        "limitHours",
        "else",
    ];

    public IReadOnlyList<PlaybookStep> Read(JsonElement json, string at)
    {
        if (
            !json.TryGetProperty("steps", out var steps)
            || steps.ValueKind != JsonValueKind.Array
            || steps.GetArrayLength() == 0
        )
        {
            reader.Wrong(at, "is no list of at least one step");
            return [];
        }

        if (steps.GetArrayLength() > PlaybookDefinition.MostSteps)
        {
            reader.Wrong(at, $"has {steps.GetArrayLength()} steps; at most {PlaybookDefinition.MostSteps} are taken");
            return [];
        }

        var read = steps.EnumerateArray().Select((step, i) => Step(step, $"{at}[{i}]")).ToList();
        Twice(read, at);
        var keys = read.Select(step => step.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (step, i) in read.Select((step, i) => (step, i)))
        foreach (var target in step.Targets.Where(target => !keys.Contains(target)))
            reader.Unknown($"{at}[{i}].{FieldOf(step, target)}", target, keys);
        if (CycleOf(read) is { } cycle)
            reader.Wrong(
                at,
                $"lead in a circle without a wait: {string.Join(" → ", cycle)}. Put a wait into it, or an end"
            );
        return read;
    }

    private PlaybookStep Step(JsonElement json, string at)
    {
        var type = reader.Text(json, at, "type") ?? "";
        var key = reader.Text(json, at, "key");
        if (key is null)
            reader.Wrong($"{at}.key", "is missing");
        else if (key.Length > 60 || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            reader.Wrong($"{at}.key", $"'{key}' is not of 1 to 60 letters, digits, _ or -");
        var classes = reader.Texts(json, at, "classes");
        foreach (var (one, i) in classes.Select((one, i) => (one, i)))
        {
            if (!Sensitivity.All.Contains(one, StringComparer.Ordinal))
                reader.Unknown($"{at}.classes[{i}]", one, Sensitivity.All);
        }

        switch (type)
        {
            case PlaybookStep.WaitType:
                reader.Fields(json, at, [.. CommonFields, .. WaitFields]);
                break;
            case PlaybookStep.BranchType:
                reader.Fields(json, at, [.. CommonFields, "cases", "else"]);
                break;
            case PlaybookStep.ApprovalType:
                reader.Fields(json, at, [.. CommonFields, "title", "text"]);
                break;
            case PlaybookStep.EndType:
                reader.Fields(json, at, [.. CommonFields, "reason"]);
                break;
        }

        return new PlaybookStep(
            key ?? "",
            type,
            json,
            reader.Text(json, at, "next"),
            classes,
            json.ValueKind == JsonValueKind.Object
                && json.TryGetProperty("approval", out var approval)
                && approval.ValueKind == JsonValueKind.True,
            type == PlaybookStep.WaitType ? Wait(json, at) : null,
            type == PlaybookStep.BranchType ? Cases(json, at) : [],
            type is PlaybookStep.WaitType or PlaybookStep.BranchType ? reader.Text(json, at, "else") : null
        );
    }

    private PlaybookWait Wait(JsonElement json, string at)
    {
        var hours = Hours(json, at, "hours", "days");
        var businessDays = reader.Whole(json, at, "businessDays", 1, 365);
        var name = reader.Event(json, at, "event");
        var wait = new PlaybookWait(
            hours,
            businessDays,
            reader.Text(json, at, "event"),
            reader.Condition(json, at, "when", name is null ? attributes : reader.WithEvent(name)),
            reader.Condition(json, at, "until", attributes),
            Hours(json, at, "limitHours", "limitDays")
        );
        var ways = WaysToWait.Count(field => json.TryGetProperty(field, out _));
        if (ways != 1)
            reader.Wrong(at, "waits for one of days, hours, businessDays, event, until");
        else if (
            (json.TryGetProperty("event", out _) || json.TryGetProperty("until", out _)) && wait.LimitHours is null
        )
            reader.Wrong($"{at}.limitDays", "is missing: a wait for an event or condition has a limit");
        return wait;
    }

    private double? Hours(JsonElement json, string at, string hours, string days)
    {
        if (reader.Whole(json, at, hours, 1, 24 * 730) is { } count)
            return count;
        return reader.Whole(json, at, days, 1, 730) * 24d;
    }

    private List<PlaybookCase> Cases(JsonElement json, string at)
    {
        if (
            !json.TryGetProperty("cases", out var cases)
            || cases.ValueKind != JsonValueKind.Array
            || cases.GetArrayLength() == 0
        )
        {
            reader.Wrong($"{at}.cases", "is no list of at least one {when, next}");
            return [];
        }

        var read = new List<PlaybookCase>();
        foreach (var (one, i) in cases.EnumerateArray().Select((one, i) => (one, i)))
        {
            var here = $"{at}.cases[{i}]";
            reader.Fields(one, here, ["when", "next"]);
            var (when, next) = (reader.Condition(one, here, "when", attributes), reader.Text(one, here, "next"));
            if (reader.Text(one, here, "when") is null)
                reader.Wrong($"{here}.when", "is missing");
            if (next is null)
                reader.Wrong($"{here}.next", "is missing");
            if (when is not null && next is not null)
                read.Add(new PlaybookCase(when, next));
        }

        return read;
    }

    private void Twice(List<PlaybookStep> steps, string at)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (step, i) in steps.Select((step, i) => (step, i)))
        {
            if (step.Key.Length > 0 && !seen.Add(step.Key))
                reader.Wrong($"{at}[{i}].key", $"'{step.Key}' is the key of another step");
        }
    }

    private static string FieldOf(PlaybookStep step, string target)
    {
        if (step.Next == target)
            return "next";
        return step.Else == target ? "else" : $"cases[{step.Cases.ToList().FindIndex(one => one.Next == target)}].next";
    }

    /// <summary>A circle that passes no wait, or null. A wait whose limit leads back counts as a wait.</summary>
    internal static IReadOnlyList<string>? CycleOf(IReadOnlyList<PlaybookStep> steps)
    {
        var at = steps
            .GroupBy(step => step.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            if (Visit(step.Key, []) is { } cycle)
                return cycle;
        }

        return null;

        IReadOnlyList<string>? Visit(string key, List<string> path)
        {
            if (path.IndexOf(key) is >= 0 and var from)
                return [.. path.Skip(from), key];
            if (!at.TryGetValue(key, out var step) || step.Type == PlaybookStep.WaitType || !done.Add(key))
                return null;
            path.Add(key);
            foreach (var next in Following(step))
            {
                if (Visit(next, path) is { } cycle)
                    return cycle;
            }

            path.RemoveAt(path.Count - 1);
            return null;
        }

        IEnumerable<string> Following(PlaybookStep step)
        {
            if (step.Type == PlaybookStep.EndType)
                return [];
            var all = step.Targets;
            var i = steps.ToList().FindIndex(one => one.Key == step.Key);
            return step.Next is null && i + 1 < steps.Count ? all.Append(steps[i + 1].Key) : all;
        }
    }
}
