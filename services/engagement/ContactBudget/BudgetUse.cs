namespace Platform.Engagement.ContactBudget;

/// <summary>A window and the touches that already count in it.</summary>
/// <param name="Window">How many are allowed in which span.</param>
/// <param name="Moments">When they are, or were, sent; in ascending order.</param>
public sealed record BudgetUse(BudgetWindow Window, IReadOnlyList<DateTimeOffset> Moments);
