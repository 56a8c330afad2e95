using System.Text.Json;
using Platform.Contracts;

namespace Platform.Engagement.Simulations;

/// <param name="PlaybookId">The playbook.</param>
/// <param name="PlaybookVersion">The version that is simulated.</param>
/// <param name="State"><c>waiting</c>, <c>running</c>, <c>done</c> or <c>failed</c>.</param>
/// <param name="Progress">Share of the days that is replayed, 0–1.</param>
/// <param name="AskedBy">User id.</param>
/// <param name="AskedAt">When it was asked for (RFC 3339, UTC).</param>
/// <param name="FinishedAt">When it was done (RFC 3339, UTC); left out before.</param>
/// <param name="Result">What the playbook would have done; left out before it is done.</param>
public sealed record SimulationResponse(
    Guid Id,
    Guid PlaybookId,
    int PlaybookVersion,
    DateOnly From,
    DateOnly To,
    string State,
    decimal Progress,
    string AskedBy,
    DateTimeOffset AskedAt,
    DateTimeOffset? FinishedAt,
    SimulationResult? Result
)
{
    internal static SimulationResponse Of(SimulationRow row) =>
        new(
            row.Id,
            row.PlaybookId,
            row.PlaybookVersion,
            row.FromDay,
            row.ToDay,
            row.State,
            row.Progress,
            row.AskedBy,
            row.AskedAt,
            row.FinishedAt,
            row.Result is null ? null : JsonSerializer.Deserialize<SimulationResult>(row.Result, ContractJson.Options)
        );
}
