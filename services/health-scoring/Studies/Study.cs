using System.Text.Json;
using Platform.Contracts;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Studies;

/// <summary>A validation or a training: asked for, run by one of the replicas, kept with its result.</summary>
public sealed class StudyRow
{
    public const string Columns =
        "study_id, kind, status, scorecard_id, horizon_days, done, of, result::text as result, error, "
        + "requested_by, requested_at, finished_at";

    public Guid StudyId { get; init; }
    public string Kind { get; init; } = "";
    public string Status { get; init; } = "";
    public Guid? ScorecardId { get; init; }
    public int HorizonDays { get; init; }
    public int Done { get; init; }
    public int Of { get; init; }
    public string? Result { get; init; }
    public string? Error { get; init; }
    public string RequestedBy { get; init; } = "";
    public DateTimeOffset RequestedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    public T? ResultAs<T>()
        where T : class => Result is null ? null : JsonSerializer.Deserialize<T>(Result, ContractJson.Options);
}

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

public static class StudyProblems
{
    public static Problem NotFound(string kind, Guid id) => Problem.NotFound(kind, id);
}
