namespace Platform.Engagement.Inbox;

/// <param name="Changed">False: it stays as it was.</param>
/// <param name="Type">The problem's type, where it stays.</param>
/// <param name="Detail">Why it stays, in words.</param>
public sealed record ChangedInboxItem(Guid Id, bool Changed, string? Type, string? Detail);
