namespace Platform.Accounts.BulkChanges;

/// <param name="Subject">What it is about, 1 to 500 characters.</param>
/// <param name="Notes">At most 20,000 characters.</param>
public sealed record BulkNote(string Subject, string? Notes = null);
