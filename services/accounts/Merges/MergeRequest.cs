namespace Platform.Accounts.Merges;

/// <summary>Which record becomes part of the one that the path names.</summary>
public sealed record MergeRequest(Guid DuplicateId, string? Reason = null);
