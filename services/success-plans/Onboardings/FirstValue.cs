using Platform.SuccessPlans.Telemetry;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>First value of a product: its 2 or 3 critical actions have each been done for the first time (our own
/// choice: all of them, not any). The last of them is the event.</summary>
public sealed record FirstValue(string Product, string Action, DateOnly ReachedOn)
{
    public const int FewestActions = 2;
    public const int MostActions = 3;

    /// <returns>Null while an action is missing.</returns>
    public static FirstValue? Reached(string product, IReadOnlyList<string> actions, AccountUse use)
    {
        FirstValue? last = null;
        foreach (var action in actions)
        {
            if (use.Of(action) is not { } found)
                return null;
            if (last is null || found.FirstDay > last.ReachedOn)
                last = new FirstValue(product, action, found.FirstDay);
        }
        return last;
    }
}
