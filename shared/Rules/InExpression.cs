namespace Platform.Rules;

internal sealed record InExpression(string Attribute, IReadOnlyList<object> Values) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today)
    {
        var value = facts[Attribute];
        return value is not null && Values.Any(candidate => RuleComparison.AreEqual(value, candidate));
    }
}
