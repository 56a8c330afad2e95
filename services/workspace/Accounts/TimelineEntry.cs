namespace Platform.Workspace.Accounts;

/// <summary>An entry of an account's history.</summary>
public sealed record TimelineEntry(
    Guid Id,
    DateTimeOffset OccurredAt,
    string Type,
    string Service,
    string Title,
    string Actor
);
