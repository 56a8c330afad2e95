using System.Text.Json;
using Platform.Contracts;
using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Scorecards.Library;

/// <summary>One version of a segment's scorecard with its life cycle: draft, then active, then retired.</summary>
public sealed class ScorecardRow
{
    public Guid ScorecardId { get; init; }
    public string Segment { get; init; } = "";
    public int Version { get; init; }
    public string Name { get; init; } = "";
    public string Status { get; init; } = "";
    public string Rules { get; init; } = "{}";
    public int RowVersion { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public string CreatedBy { get; init; } = "";
    public DateTimeOffset? ActivatedAt { get; init; }
    public DateTimeOffset? RetiredAt { get; init; }

    public const string Columns =
        "scorecard_id, segment, version, name, status, rules::text as rules, row_version, created_at, "
        + "created_by, activated_at, retired_at";

    public Scorecard Card() => JsonSerializer.Deserialize<Scorecard>(Rules, ContractJson.Options)!;

    public static string RulesOf(Scorecard card) => JsonSerializer.Serialize(card, ContractJson.Options);
}
