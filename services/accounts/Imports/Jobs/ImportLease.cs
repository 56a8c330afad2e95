namespace Platform.Accounts.Imports.Jobs;

internal sealed record ImportLease(ImportJob Job, Guid Token);
