namespace Platform.Accounts.BulkChanges;

/// <summary>One change of many accounts, and how far it is.</summary>
/// <param name="Operation">set_priority, hand_over, set_attributes or log_note.</param>
/// <param name="DryRun">Whether nothing is written: the results say what would become of each account.</param>
/// <param name="Status">queued, completed, undoing or undone.</param>
/// <param name="CreatedBy">User id of who asked for it; each account is changed by their rights.</param>
/// <param name="Accounts">How many accounts there are in it.</param>
/// <param name="Waiting">Those that have not been looked at yet.</param>
/// <param name="Changed">Those that were changed.</param>
/// <param name="Unchanged">Those that were so already.</param>
/// <param name="Refused">Those that could not be changed; each result says why.</param>
/// <param name="Undone">Those that are as they were before.</param>
/// <param name="UndoRefused">Those that others changed since, so that they stay as they are.</param>
/// <param name="FinishedAt">When the last account was done, UTC; missing while it goes on.</param>
public sealed record BulkChangeResponse(
    Guid Id,
    string Operation,
    bool DryRun,
    string Status,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt,
    int Accounts,
    int Waiting,
    int Changed,
    int Unchanged,
    int Refused,
    int Undone,
    int UndoRefused
);
