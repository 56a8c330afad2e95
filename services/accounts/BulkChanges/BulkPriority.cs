namespace Platform.Accounts.BulkChanges;

/// <param name="Priority">p1, p2 or p3.</param>
/// <param name="Reason">Why, at most 1,000 characters.</param>
/// <param name="Until">Last day on which it holds; then the rule decides again.</param>
public sealed record BulkPriority(string Priority, string Reason, DateOnly Until);
