using System.Text.Json;
using Platform.Contracts;

namespace Platform.Engagement.Playbooks;

/// <param name="Key">Unique, as other playbooks and drivers of scores name it.</param>
/// <param name="Owner">User id of who answers for it.</param>
/// <param name="Classes">Classes of sensitivity of all its steps that customers see.</param>
/// <param name="Status"><c>draft</c>, <c>live</c>, <c>paused</c> or <c>retired</c>.</param>
/// <param name="LiveVersion">The version that new runs get.</param>
/// <param name="LatestVersion">The version shown here; it goes live by itself only with <c>/live</c>.</param>
/// <param name="Holdout">Share of subjects that nothing is done for, 0–0.5, to measure the effect.</param>
/// <param name="Pack">The pack that it was installed from, if any.</param>
/// <param name="Definition">The latest version's definition.</param>
/// <param name="Checksum">SHA-256 of the definition, 64 hexadecimal digits.</param>
/// <param name="Warnings">What is doubtful in it; with any, going live needs a reason.</param>
/// <param name="LiveReason">Why it went live without a recent simulation or with warnings.</param>
/// <param name="LiveAt">When its live version went live, UTC; missing until one did.</param>
public sealed record PlaybookResponse(
    Guid Id,
    string Key,
    string Name,
    string Owner,
    IReadOnlyList<string> Classes,
    string Status,
    int? LiveVersion,
    int LatestVersion,
    decimal Holdout,
    string? Pack,
    JsonElement Definition,
    string Checksum,
    IReadOnlyList<DefinitionProblem> Warnings,
    int Version,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? LiveAt,
    string? LiveReason
)
{
    internal static PlaybookResponse Of(PlaybookRow row) =>
        new(
            row.Id,
            row.Key,
            row.Name,
            row.Owner,
            row.Classes,
            row.Status,
            row.LiveVersion,
            row.LatestVersion,
            row.Holdout,
            row.Pack,
            JsonSerializer.Deserialize<JsonElement>(row.Definition),
            row.Checksum,
            JsonSerializer.Deserialize<IReadOnlyList<DefinitionProblem>>(row.Warnings, ContractJson.Options)!,
            row.Version,
            row.CreatedAt,
            row.CreatedBy,
            row.LiveAt,
            row.LiveReason
        );
}
