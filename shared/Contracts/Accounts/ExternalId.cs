namespace Platform.Contracts.Accounts;

/// <summary>What another system calls the thing; unique per source.</summary>
public sealed record ExternalId(string Source, string Id);
