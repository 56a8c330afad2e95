namespace Platform.Rules;

internal sealed record ComparisonExpression(string Attribute, string Operator, object Value) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today)
    {
        var value = facts[Attribute];
        if (value is null)
            return false;
        return Operator switch
        {
            "=" => RuleComparison.AreEqual(value, Value),
            "!=" => !RuleComparison.AreEqual(value, Value),
            "<" => RuleComparison.Compare(value, Value) < 0,
            "<=" => RuleComparison.Compare(value, Value) <= 0,
            ">" => RuleComparison.Compare(value, Value) > 0,
            _ => RuleComparison.Compare(value, Value) >= 0,
        };
    }
}
