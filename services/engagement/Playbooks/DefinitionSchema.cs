using System.Text.Json.Nodes;
using Platform.Engagement.Steps;

namespace Platform.Engagement.Playbooks;

/// <summary>The JSON Schema (2020-12) of a definition, for editors. What it cannot say (circles, names of attributes)
/// is checked when a definition is saved.</summary>
internal static class DefinitionSchema
{
    public static JsonObject Build(IEnumerable<string> stepTypes) =>
        new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Playbook definition",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray("trigger", "steps"),
            ["properties"] = new JsonObject
            {
                ["$schema"] = Type("string"),
                ["description"] = Type("string"),
                ["subject"] = Enum(["account", "contact", "user"]),
                ["trigger"] = Trigger(),
                ["entry"] = Object(
                    ("when", Condition()),
                    ("dedupe", Texts()),
                    ("reenterAfterDays", Whole(0, 3650)),
                    ("notWhile", Texts())
                ),
                ["exit"] = Object(("when", Condition()), ("events", Events(array: true))),
                ["goal"] = Object(
                    ("measure", Enum(PlaybookGoal.Measures)),
                    ("change", Type("number")),
                    ("withinDays", Whole(1, 365))
                ),
                ["steps"] = new JsonObject
                {
                    ["type"] = "array",
                    ["minItems"] = 1,
                    ["maxItems"] = PlaybookDefinition.MostSteps,
                    ["items"] = Step(stepTypes),
                },
            },
        };

    private static JsonObject Trigger()
    {
        var trigger = Object(
            ("event", Events(array: false)),
            ("when", Condition()),
            ("segment", Type("string")),
            ("change", Enum(["entered", "left"])),
            ("date", Enum(["renewal_date", "customer_since"])),
            ("days", Whole(-730, 730)),
            ("request", Type("boolean")),
            ("csv", Type("boolean"))
        );
        trigger["oneOf"] = new JsonArray([
            .. ((string[])["event", "segment", "date", "request", "csv"]).Select(kind => new JsonObject
            {
                ["required"] = new JsonArray(kind),
            }),
        ]);
        return trigger;
    }

    private static JsonObject Step(IEnumerable<string> types)
    {
        var key = Type("string");
        key["pattern"] = "^[A-Za-z0-9_-]{1,60}$";
        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("key", "type"),
            ["properties"] = new JsonObject
            {
                ["key"] = key,
                ["type"] = Enum([.. types]),
                ["next"] = Type("string"),
                ["else"] = Type("string"),
                ["classes"] = new JsonObject { ["type"] = "array", ["items"] = Enum(Sensitivity.All) },
                ["approval"] = Type("boolean"),
                ["until"] = Condition(),
                ["event"] = Events(array: false),
            },
        };
    }

    private static JsonObject Object(params IEnumerable<(string Name, JsonObject Schema)> properties)
    {
        var all = new JsonObject();
        foreach (var (name, schema) in properties)
            all[name] = schema;
        return new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = all,
        };
    }

    private static JsonObject Events(bool array)
    {
        var names = Enum(EventFields.Events);
        return array ? new JsonObject { ["type"] = "array", ["items"] = names } : names;
    }

    private static JsonObject Condition()
    {
        var condition = Type("string");
        condition["description"] = "The language of segment rules, with event., contact., user. and run. besides.";
        return condition;
    }

    private static JsonObject Texts() => new() { ["type"] = "array", ["items"] = Type("string") };

    private static JsonObject Whole(int least, int most) =>
        new()
        {
            ["type"] = "integer",
            ["minimum"] = least,
            ["maximum"] = most,
        };

    private static JsonObject Enum(IReadOnlyList<string> names) =>
        new() { ["enum"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };

    private static JsonObject Type(string type) => new() { ["type"] = type };
}
