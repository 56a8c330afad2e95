namespace Platform.Accounts.Imports.Jobs;

/// <summary>Another process took the job over, because this one was too slow, or a person cancelled it.</summary>
internal sealed class LeaseLostException() : Exception("The import is no longer this process's.");
