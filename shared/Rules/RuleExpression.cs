namespace Platform.Rules;

/// <summary>A node of a parsed rule. Evaluation never fails: types were checked when the rule was read, and what is
/// missing satisfies no comparison.</summary>
public abstract record RuleExpression
{
    public abstract bool Holds(IRuleFacts facts, DateOnly today);
}
