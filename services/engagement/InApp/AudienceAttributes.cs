using Platform.Rules;

namespace Platform.Engagement.InApp;

/// <summary>What the audience of a message may be chosen by: the account, its health and stage, the person, the
/// user.</summary>
internal static class AudienceAttributes
{
    public static readonly IReadOnlyDictionary<string, RuleAttribute> All = new RuleAttribute[]
    {
        new("name", RuleType.Text),
        new("lifecycle", RuleType.Text),
        new("size", RuleType.Text, ["smb", "mid_market", "enterprise"]),
        new("motion", RuleType.Text),
        new("priority", RuleType.Text),
        new("industry", RuleType.Text),
        new("country", RuleType.Text),
        new("customer_since", RuleType.Date),
        new("arr", RuleType.Number),
        new("seats", RuleType.Number),
        new("renewal_date", RuleType.Date),
        new("health_score", RuleType.Number),
        new("health_band", RuleType.Text, ["red", "yellow", "green"]),
        new("notice_given", RuleType.Boolean),
        new("segment", RuleType.TextList),
        new("contact.known", RuleType.Boolean),
        new("contact.role", RuleType.TextList),
        new("contact.seniority", RuleType.Text),
        new("contact.function", RuleType.Text),
        new("user.id", RuleType.Text),
    }.ToDictionary(attribute => attribute.Name, StringComparer.Ordinal);
}
