namespace Platform.Rules;

/// <summary>From today to <paramref name="Days"/> ahead, or, looking back, from that many days ago to today; both ends
/// belong to it.</summary>
internal sealed record WithinExpression(string Attribute, int Days, bool LooksBack) : RuleExpression
{
    public override bool Holds(IRuleFacts facts, DateOnly today)
    {
        if (facts[Attribute] is not DateOnly date)
            return false;
        var ahead = date.DayNumber - today.DayNumber;
        return LooksBack ? ahead <= 0 && -ahead <= Days : ahead >= 0 && ahead <= Days;
    }
}
