namespace Platform.Rules;

internal sealed record NotExpression(RuleExpression Inner) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today) => !Inner.Holds(facts, today);
}
