namespace Platform.Rules;

internal sealed record MissingExpression(string Attribute, bool IsMissing) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today) =>
        (facts[Attribute] is null or IReadOnlyList<string> { Count: 0 }) == IsMissing;
}
