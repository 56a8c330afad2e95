namespace Platform.Rules;

internal sealed record AndExpression(RuleExpression Left, RuleExpression Right) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today) =>
        Left.Holds(facts, today) && Right.Holds(facts, today);
}
