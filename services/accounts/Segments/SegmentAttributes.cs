using Platform.Accounts.Accounts;
using Platform.Accounts.Attributes;
using Platform.Files.Mapping;
using Platform.Rules;

namespace Platform.Accounts.Segments;

/// <summary>What segment rules may speak of: the account's own fields, copies of what other services tell, and declared
/// attributes.</summary>
public static class SegmentAttributes
{
    private static readonly RuleAttribute[] BuiltIn =
    [
        .. AccountFieldCatalogue
            .All.Where(field => field.InRules is not null)
            .Select(field => new RuleAttribute(field.Column, TypeOf(field.InRules!.Value), field.Choices)),
        new("csm", RuleType.Text),
        new("arr", RuleType.Number),
        new("seats", RuleType.Number),
        new("renewal_date", RuleType.Date),
        new("health_score", RuleType.Number),
        new("health_band", RuleType.Text, ["red", "yellow", "green"]),
        new("open_tickets", RuleType.Number),
        new("open_risks", RuleType.Number),
        new("overdue_invoices", RuleType.Number),
        new("coverage_high", RuleType.Number),
        new("coverage_wide", RuleType.Number),
        new("live_contacts", RuleType.Number),
        new("single_threaded", RuleType.Boolean),
        new("sources", RuleType.TextList),
        new("product", RuleType.TextList),
    ];

    public static IReadOnlyDictionary<string, RuleAttribute> All(IReadOnlyList<AttributeDefinition> schema) =>
        BuiltIn
            .Concat(
                schema.Select(declared => new RuleAttribute(
                    $"attributes.{declared.Name}",
                    TypeOf(declared.Type),
                    declared.Type == AttributeType.Choice ? declared.Choices : null
                ))
            )
            .ToDictionary(attribute => attribute.Name, StringComparer.Ordinal);

    private static RuleType TypeOf(AttributeType type) =>
        type switch
        {
            AttributeType.Number => RuleType.Number,
            AttributeType.Boolean => RuleType.Boolean,
            AttributeType.Date => RuleType.Date,
            _ => RuleType.Text,
        };

    private static RuleType TypeOf(FieldType type) =>
        type switch
        {
            FieldType.Whole or FieldType.Decimal => RuleType.Number,
            FieldType.Boolean => RuleType.Boolean,
            FieldType.Date => RuleType.Date,
            _ => RuleType.Text,
        };
}
