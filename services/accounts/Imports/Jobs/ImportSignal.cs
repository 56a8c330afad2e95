using Platform.ServiceDefaults;

namespace Platform.Accounts.Imports.Jobs;

/// <summary>Wakes this process's worker when a file has come in.</summary>
public sealed class ImportSignal : AsyncAutoResetEvent;
