namespace Platform.Accounts.Segments.Rules;

internal sealed record FlagExpression(string Attribute) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today) => facts[Attribute] is true;
}
