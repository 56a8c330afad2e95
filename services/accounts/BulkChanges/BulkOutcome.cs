namespace Platform.Accounts.BulkChanges;

/// <summary>What became of one account.</summary>
/// <param name="Changed">False: it was so already.</param>
/// <param name="Undo">What an undo has to know, as JSON.</param>
internal sealed record BulkOutcome(bool Changed, object? Undo)
{
    public static readonly BulkOutcome Unchanged = new(false, null);
}
