namespace Platform.HealthScoring.Studies;

/// <param name="Status"><c>queued</c>, <c>running</c>, <c>done</c> or <c>failed</c>.</param>
/// <param name="Done">Of <paramref name="Of"/> scores of the past computed so far.</param>
/// <param name="Of">Steps in all.</param>
/// <param name="Error">Why it failed; left out otherwise.</param>
/// <param name="RequestedAt">When it was asked for (RFC 3339, UTC).</param>
/// <param name="FinishedAt">When it was done (RFC 3339, UTC); left out before.</param>
public sealed record StudyProgress(
    Guid Id,
    string Status,
    int Done,
    int Of,
    string? Error,
    DateTimeOffset RequestedAt,
    DateTimeOffset? FinishedAt
)
{
    public static StudyProgress From(StudyRow row) =>
        new(row.StudyId, row.Status, row.Done, row.Of, row.Error, row.RequestedAt, row.FinishedAt);
}
