namespace Platform.Workspace.Revenue;

/// <summary>A figure as it was published: it never changes.</summary>
public sealed record PublishedFigure(
    Guid Id,
    string Title,
    DateOnly From,
    DateOnly To,
    string By,
    string Definition,
    int DefinitionVersion,
    DateTimeOffset KnownAt
);
