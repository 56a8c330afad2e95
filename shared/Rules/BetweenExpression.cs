namespace Platform.Rules;

internal sealed record BetweenExpression(string Attribute, object Least, object Most) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today)
    {
        var value = facts[Attribute];
        return value is not null
            && RuleComparison.Compare(value, Least) >= 0
            && RuleComparison.Compare(value, Most) <= 0;
    }
}
