namespace Platform.Feedback.Requests;

/// <param name="MergedInto">The request that this one was a duplicate of; its votes are there.</param>
/// <param name="Status">submitted, under_review, planned, in_progress, shipped or declined.</param>
/// <param name="StatusReason">What those who asked were told with the last change.</param>
/// <param name="StatusChangedAt">When the status last changed (RFC 3339, UTC).</param>
/// <param name="OnBoard">Whether other customers see it, without names, on their boards.</param>
/// <param name="SplitFrom">The request that it was part of.</param>
/// <param name="Demand">Who asks for it, in accounts, votes and ARR.</param>
public sealed record RequestResponse(
    Guid Id,
    string Title,
    string Description,
    string? Product,
    string Status,
    string? StatusReason,
    DateTimeOffset StatusChangedAt,
    bool OnBoard,
    Guid? MergedInto,
    Guid? SplitFrom,
    Demand Demand,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    int Version
);
