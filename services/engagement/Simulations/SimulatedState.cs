using System.Text.Json;
using Platform.Engagement.Runs;

namespace Platform.Engagement.Simulations;

/// <summary>A run of a simulation while it goes on.</summary>
internal sealed class SimulatedState(
    Guid accountId,
    string key,
    DateTimeOffset startedAt,
    decimal? scoreThen,
    JsonElement body
)
{
    public Guid AccountId { get; } = accountId;
    public string Key { get; } = key;
    public DateTimeOffset StartedAt { get; } = startedAt;
    public decimal? ScoreThen { get; } = scoreThen;
    public JsonElement Event { get; } = body;
    public string? Step { get; set; }
    public string? Approval { get; set; }
    public DateTimeOffset NextAt { get; set; }
    public string WaitsFor { get; set; } = "";
    public List<string> Done { get; } = [];
    public RunMove.End? End { get; set; }
    public DateTimeOffset EndedAt { get; set; }
}
