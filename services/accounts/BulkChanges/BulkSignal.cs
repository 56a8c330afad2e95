using Platform.ServiceDefaults;

namespace Platform.Accounts.BulkChanges;

/// <summary>Wakes this process's worker when there is something to change.</summary>
public sealed class BulkSignal : AsyncAutoResetEvent;
