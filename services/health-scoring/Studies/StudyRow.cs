using System.Text.Json;
using Platform.Contracts;

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
