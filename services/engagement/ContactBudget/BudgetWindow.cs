namespace Platform.Engagement.ContactBudget;

/// <summary>At most so many touches in any span of a length: two touches share a window when they lie less than
/// <paramref name="Length"/> apart.</summary>
/// <param name="Limit">Touches, 1 or more.</param>
/// <param name="Length">The span, for example seven days.</param>
public sealed record BudgetWindow(int Limit, TimeSpan Length);
