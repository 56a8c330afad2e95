namespace Platform.Engagement.ContactBudget;

/// <summary>Who gets the last place: the higher priority, then the larger renewal, then who asked first.</summary>
/// <param name="Priority">0 to 100, higher first.</param>
/// <param name="RenewalArr">ARR of the account's open renewals, in its currency.</param>
/// <param name="AskedAt">When it was first asked for.</param>
public readonly record struct TouchRank(int Priority, decimal RenewalArr, DateTimeOffset AskedAt)
    : IComparable<TouchRank>
{
    /// <summary>Positive where this one goes first; 0 where nothing tells them apart.</summary>
    public int CompareTo(TouchRank other)
    {
        if (Priority != other.Priority)
            return Priority.CompareTo(other.Priority);
        if (RenewalArr != other.RenewalArr)
            return RenewalArr.CompareTo(other.RenewalArr);
        return other.AskedAt.CompareTo(AskedAt);
    }

    public static bool operator <(TouchRank left, TouchRank right) => left.CompareTo(right) < 0;

    public static bool operator >(TouchRank left, TouchRank right) => left.CompareTo(right) > 0;

    public static bool operator <=(TouchRank left, TouchRank right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TouchRank left, TouchRank right) => left.CompareTo(right) >= 0;
}
