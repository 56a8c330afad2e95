namespace Platform.Rules;

internal sealed record FlagExpression(string Attribute) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today) => facts[Attribute] is true;
}
