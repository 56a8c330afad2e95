using System.Text.Json.Serialization;
using Platform.Renewals.Values;

namespace Platform.Renewals.Targets;

/// <summary>What is to be reached in a period.</summary>
public sealed class TargetResponse
{
    public Guid Id { get; init; }

    /// <summary>nrr, grr, logo_retention, median_time_to_first_value, green_share or surprise_share.</summary>
    public TargetMetric Metric => EnumText.To<TargetMetric>(MetricText);

    /// <summary>The rule-based segment that it is set for; left out for the whole book.</summary>
    public Guid? SegmentId { get; init; }

    /// <summary>First day of the period.</summary>
    public DateOnly PeriodFrom { get; init; }

    /// <summary>Last day of the period.</summary>
    public DateOnly PeriodTo { get; init; }

    /// <summary>A share, or days where the metric is a time.</summary>
    public decimal Value { get; init; }

    /// <summary>User id of who answers for it.</summary>
    public string Owner { get; init; } = "";

    /// <summary>User id of who set it last.</summary>
    public string SetBy { get; init; } = "";

    /// <summary>When it was set (RFC 3339, UTC).</summary>
    public DateTimeOffset SetAt { get; init; }
    public int Version { get; init; }

    [JsonIgnore]
    public string MetricText { get; init; } = "";

    internal const string Columns =
        "id, metric as metric_text, segment_id, period_from, period_to, value, owner, set_by, set_at, version";

    internal const string Select = $"select {Columns} from target";
}
