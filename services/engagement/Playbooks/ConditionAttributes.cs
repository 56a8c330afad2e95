using Platform.Rules;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Playbooks;

/// <summary>What conditions of playbooks may speak of: the account as segment rules do, the trigger's event, the person
/// and the run.</summary>
public sealed class ConditionAttributes(Database database)
{
    private static readonly RuleAttribute[] BuiltIn =
    [
        new("country", RuleType.Text),
        new("industry", RuleType.Text),
        new("size", RuleType.Text),
        new("motion", RuleType.Text),
        new("priority", RuleType.Text),
        new("lifecycle", RuleType.Text),
        new("customer_since", RuleType.Date),
        new("csm", RuleType.Text),
        new("arr", RuleType.Number),
        new("seats", RuleType.Number),
        new("renewal_date", RuleType.Date),
        new("health_score", RuleType.Number),
        new("health_band", RuleType.Text, ["red", "yellow", "green"]),
        new("notice", RuleType.Boolean),
        new("segment", RuleType.TextList),
        new("contact.title", RuleType.Text),
        new("contact.seniority", RuleType.Text),
        new("contact.function", RuleType.Text),
        new("contact.roles", RuleType.TextList),
        new("contact.status", RuleType.Text),
        new("user.id", RuleType.Text),
        new("run.arm", RuleType.Text, ["treatment", "holdout"]),
        new("run.trigger", RuleType.Text),
        new("run.days", RuleType.Number),
        new("run.approval", RuleType.Text, ["approved", "refused"]),
    ];

    /// <param name="eventName">The trigger's event, whose fields are <c>event.…</c>; null where it has none.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <returns>By lower-case name; declared attributes are those that some account has.</returns>
    public async Task<IReadOnlyDictionary<string, RuleAttribute>> ReadAsync(string? eventName, CancellationToken ct)
    {
        var declared = await database.QueryAsync<(string Name, string Type)>(Declared, ct: ct);
        return With(eventName, declared.Select(one => new RuleAttribute($"attributes.{one.Name}", TypeOf(one.Type))));
    }

    internal static Dictionary<string, RuleAttribute> With(string? eventName, IEnumerable<RuleAttribute> declared)
    {
        var all = new Dictionary<string, RuleAttribute>(StringComparer.Ordinal);
        foreach (var attribute in BuiltIn.Concat(EventFields.Of(eventName ?? "")).Concat(declared))
            all[attribute.Name.ToLowerInvariant()] = attribute;
        return all;
    }

    private static RuleType TypeOf(string json) =>
        json switch
        {
            "number" => RuleType.Number,
            "boolean" => RuleType.Boolean,
            "date" => RuleType.Date,
            _ => RuleType.Text,
        };

    private const string Declared = """
        select lower(key) as name, min(case
            when jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^\d{4}-\d{2}-\d{2}$' then 'date'
            else jsonb_typeof(value) end) as type
        from account_copy, jsonb_each(attributes) where jsonb_typeof(value) <> 'null' group by lower(key)
        """;
}
