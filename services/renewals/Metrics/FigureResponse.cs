using Platform.Renewals.Revenue;

namespace Platform.Renewals.Metrics;

/// <param name="By">What the figures are split by.</param>
/// <param name="PublishedBy">User id of who published it.</param>
/// <param name="PublishedAt">When it was published (RFC 3339, UTC).</param>
public sealed record FigureResponse(
    Guid Id,
    string Title,
    DateOnly From,
    DateOnly To,
    string By,
    string Definition,
    int DefinitionVersion,
    DateTimeOffset KnownAt,
    string Currency,
    IReadOnlyList<GroupFigures> Figures,
    string PublishedBy,
    DateTimeOffset PublishedAt
);
