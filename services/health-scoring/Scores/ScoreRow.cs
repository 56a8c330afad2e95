using System.Globalization;
using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Scores;

/// <summary>What both the current score and history hold.</summary>
public sealed class ScoreRow
{
    public Guid AccountId { get; init; }
    public int Version { get; init; }
    public DateTimeOffset ScoredAt { get; init; }
    public DateOnly AsOf { get; init; }
    public decimal? Score { get; init; }
    public string? Band { get; init; }
    public Guid ScorecardId { get; init; }

    /// <summary>As text: Npgsql reads no arrays with missing numbers into what Dapper asks for.</summary>
    public string?[] Inputs { get; init; } = [];
    public byte[] Fingerprint { get; init; } = [];

    public MeasureValues Values =>
        MeasureValues.FromStored(
            Array.ConvertAll(Inputs, v => v is null ? (decimal?)null : decimal.Parse(v, CultureInfo.InvariantCulture))
        );
}
