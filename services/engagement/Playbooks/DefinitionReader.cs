using System.Text.Json;
using Platform.Rules;

namespace Platform.Engagement.Playbooks;

/// <summary>Reads a definition and says all that is wrong with it, each with its place. What each type of step has of
/// its own its handler checks: <see cref="DefinitionCheck"/>.</summary>
public sealed class DefinitionReader
{
    private static readonly string[] TopFields =
    [
        "$schema",
        "subject",
        "trigger",
        "entry",
        "exit",
        "goal",
        "steps",
        "description",
    ];
    private static readonly string[] TriggerFields =
    [
        "event",
        "when",
        "segment",
        "change",
        "date",
        "days",
        "request",
        "csv",
    ];
    private static readonly string[] TriggerKinds = ["event", "segment", "date", "request", "csv"];
    private static readonly string[] EntryFields = ["when", "dedupe", "reenterAfterDays", "notWhile"];
    private static readonly string[] Dates = ["renewal_date", "customer_since"];
    private static readonly string[] Subjects = ["account", "contact", "user"];

    private readonly IReadOnlyDictionary<string, RuleAttribute> _declared;
    private readonly List<DefinitionProblem> _problems = [];
    private IReadOnlyDictionary<string, RuleAttribute> _attributes = new Dictionary<string, RuleAttribute>();

    private DefinitionReader(IReadOnlyDictionary<string, RuleAttribute> declared) => _declared = declared;

    /// <param name="json">The definition as written.</param>
    /// <param name="attributes">What conditions may speak of without an event.</param>
    /// <returns>The definition, where only warnings were found, and all problems.</returns>
    public static (PlaybookDefinition? Definition, IReadOnlyList<DefinitionProblem> Problems) Read(
        JsonElement json,
        IReadOnlyDictionary<string, RuleAttribute> attributes
    )
    {
        var reader = new DefinitionReader(attributes);
        var definition = reader.Read(json);
        return (reader._problems.Exists(problem => !problem.IsWarning) ? null : definition, reader._problems);
    }

    /// <summary>A stored definition: it was checked when it was saved.</summary>
    internal static PlaybookDefinition ReadStored(string text, IReadOnlyDictionary<string, RuleAttribute> attributes)
    {
        var json = JsonSerializer.Deserialize<JsonElement>(text);
        var (definition, problems) = Read(json, attributes);
        return definition
            ?? throw new InvalidOperationException(
                $"A stored definition cannot be read any more: {problems.First(problem => !problem.IsWarning)}"
            );
    }

    /// <summary>What could be read, whatever else is wrong: so that all problems are told at once.</summary>
    internal static PlaybookDefinition? ReadAnyway(
        JsonElement json,
        IReadOnlyDictionary<string, RuleAttribute> attributes
    ) => new DefinitionReader(attributes).Read(json);

    private PlaybookDefinition? Read(JsonElement json)
    {
        const string at = "definition";
        if (json.ValueKind != JsonValueKind.Object)
        {
            Wrong(at, "is not an object; its JSON Schema is at /v1/playbooks/schema");
            return null;
        }

        Fields(json, at, TopFields);
        var subject = Text(json, at, "subject") ?? "account";
        if (!Subjects.Contains(subject, StringComparer.Ordinal))
            Unknown($"{at}.subject", subject, Subjects);
        var trigger = Trigger(json, at);
        var entry = Entry(json, $"{at}.entry");
        var exit = Exit(json, $"{at}.exit");
        var goal = Goal(json, $"{at}.goal");
        var steps = new StepReader(this, _attributes).Read(json, $"{at}.steps");
        return new PlaybookDefinition(subject, trigger, entry, exit, goal, steps);
    }

    private PlaybookTrigger Trigger(JsonElement json, string at)
    {
        _attributes = _declared;
        if (!json.TryGetProperty("trigger", out var trigger) || trigger.ValueKind != JsonValueKind.Object)
        {
            Wrong($"{at}.trigger", "is missing: an object with event, segment, date, request or csv");
            return new PlaybookTrigger("request");
        }

        at = $"{at}.trigger";
        Fields(trigger, at, TriggerFields);
        var kinds = TriggerKinds.Where(kind => trigger.TryGetProperty(kind, out _)).ToList();
        if (kinds.Count != 1)
        {
            Wrong(at, "names one of event, segment, date, request, csv");
            return new PlaybookTrigger("request");
        }

        if (kinds[0] == "event" && Event(trigger, at, "event") is { } name)
            _attributes = WithEvent(name);
        if (
            kinds[0] == "date"
            && (Text(trigger, at, "date") is not { } date || !Dates.Contains(date, StringComparer.Ordinal))
        )
            Unknown($"{at}.date", Text(trigger, at, "date") ?? "", Dates);
        if (Text(trigger, at, "change") is { } change && change is not ("entered" or "left"))
            Unknown($"{at}.change", change, ["entered", "left"]);
        return new PlaybookTrigger(
            kinds[0],
            Text(trigger, at, "event"),
            Condition(trigger, at, "when"),
            Text(trigger, at, "segment"),
            Text(trigger, at, "change") != "left",
            Text(trigger, at, "date"),
            Whole(trigger, at, "days", -730, 730) ?? 0
        );
    }

    private PlaybookEntry Entry(JsonElement json, string at)
    {
        if (!json.TryGetProperty("entry", out var entry))
            return new PlaybookEntry(null, [], 0, []);
        Fields(entry, at, EntryFields);
        var dedupe = Texts(entry, at, "dedupe");
        foreach (var (field, i) in dedupe.Select((field, i) => (field, i)))
        {
            if (!_attributes.ContainsKey(field.ToLowerInvariant()))
                Unknown($"{at}.dedupe[{i}]", field, _attributes.Keys);
        }

        return new PlaybookEntry(
            Condition(entry, at, "when"),
            dedupe,
            entry.TryGetProperty("reenterAfterDays", out var days) && days.ValueKind == JsonValueKind.Null
                ? null
                : Whole(entry, at, "reenterAfterDays", 0, 3650) ?? 0,
            Texts(entry, at, "notWhile")
        );
    }

    private PlaybookExit Exit(JsonElement json, string at)
    {
        if (!json.TryGetProperty("exit", out var exit))
            return new PlaybookExit(null, []);
        Fields(exit, at, ["when", "events"]);
        var events = Texts(exit, at, "events");
        foreach (var (name, i) in events.Select((name, i) => (name, i)))
        {
            if (!EventFields.Events.Contains(name, StringComparer.Ordinal))
                Unknown($"{at}.events[{i}]", name, EventFields.Events);
        }

        return new PlaybookExit(Condition(exit, at, "when"), events);
    }

    private PlaybookGoal? Goal(JsonElement json, string at)
    {
        if (!json.TryGetProperty("goal", out var goal))
            return null;
        Fields(goal, at, ["measure", "change", "withinDays"]);
        var measure = Text(goal, at, "measure") ?? "";
        if (!PlaybookGoal.Measures.Contains(measure, StringComparer.Ordinal))
            Unknown($"{at}.measure", measure, PlaybookGoal.Measures);
        var change = 0m;
        if (
            goal.ValueKind != JsonValueKind.Object
            || !goal.TryGetProperty("change", out var value)
            || value.ValueKind != JsonValueKind.Number
            || !value.TryGetDecimal(out change)
            || change == 0
        )
            Wrong($"{at}.change", "is no number other than 0");
        return new PlaybookGoal(measure, change, Whole(goal, at, "withinDays", 1, 365) ?? 60);
    }

    internal Dictionary<string, RuleAttribute> WithEvent(string name)
    {
        var all = new Dictionary<string, RuleAttribute>(_declared, StringComparer.Ordinal);
        foreach (var field in EventFields.Of(name))
            all[field.Name] = field;
        return all;
    }

    internal string? Event(JsonElement json, string at, string field)
    {
        var name = Text(json, at, field);
        if (name is null || EventFields.Events.Contains(name, StringComparer.Ordinal))
            return name;
        Unknown($"{at}.{field}", name, EventFields.Events);
        return null;
    }

    internal Rule? Condition(
        JsonElement json,
        string at,
        string field,
        IReadOnlyDictionary<string, RuleAttribute>? attributes = null
    )
    {
        if (Text(json, at, field) is not { } text)
            return null;
        if (Rule.TryParse(text, attributes ?? _attributes, out var rule, out var error))
            return rule;
        _problems.Add(new DefinitionProblem($"{at}.{field}", error.Message, error.Position));
        return null;
    }

    internal string? Text(JsonElement json, string at, string field)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(field, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
            return text;
        if (value.ValueKind != JsonValueKind.Null)
            Wrong($"{at}.{field}", "is no text");
        return null;
    }

    internal int? Whole(JsonElement json, string at, string field, int least, int most)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(field, out var value))
            return null;
        if (
            value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var number)
            && number >= least
            && number <= most
        )
            return number;
        Wrong($"{at}.{field}", $"is no whole number from {least} to {most}");
        return null;
    }

    internal IReadOnlyList<string> Texts(JsonElement json, string at, string field)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(field, out var value))
            return [];
        if (
            value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String)
        )
            return [.. value.EnumerateArray().Select(one => one.GetString()!)];
        Wrong($"{at}.{field}", "is no list of texts");
        return [];
    }

    internal void Fields(JsonElement json, string at, IReadOnlyCollection<string> known)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Wrong(at, "is not an object");
            return;
        }

        foreach (var property in json.EnumerateObject())
        {
            if (!known.Contains(property.Name, StringComparer.Ordinal))
                Unknown($"{at}.{property.Name}", property.Name, known);
        }
    }

    internal void Wrong(string path, string message) => _problems.Add(new DefinitionProblem(path, message));

    internal void Unknown(string path, string name, IEnumerable<string> known)
    {
        var all = known.ToList();
        var near = NearNames.Of(name, all);
        var hint =
            near.Count > 0 ? $"did you mean {string.Join(" or ", near)}?"
            : all.Count <= 40 ? $"known are {string.Join(", ", all)}"
            : "it is none of those that are known";
        _problems.Add(new DefinitionProblem(path, $"'{name}' is not known here; {hint}", 0, near));
    }
}
