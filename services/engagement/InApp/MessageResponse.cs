using System.Text.Json;
using Platform.Contracts;

namespace Platform.Engagement.InApp;

/// <summary>A message in the customer's product.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ApplicationId">The product that shows it.</param>
/// <param name="Name">What people call it, unique in the application.</param>
/// <param name="Status"><c>draft</c>, <c>live</c> or <c>paused</c>.</param>
/// <param name="PausedReason">Why it is paused.</param>
/// <param name="Definition">What it says, to whom, and when.</param>
/// <param name="LiveSince">When it last went live, UTC.</param>
/// <param name="Author">The user who made it.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Version">For If-Match.</param>
public sealed record MessageResponse(
    Guid Id,
    Guid ApplicationId,
    string Name,
    string Status,
    string? PausedReason,
    MessageDefinition Definition,
    DateTimeOffset? LiveSince,
    string Author,
    DateTimeOffset CreatedAt,
    int Version
)
{
    internal static MessageResponse From(MessageRow row) =>
        new(
            row.Id,
            row.ApplicationId,
            row.Name,
            row.Status,
            row.PausedReason,
            JsonSerializer.Deserialize<MessageDefinition>(row.Definition, ContractJson.Options)!,
            row.LiveSince,
            row.Author,
            row.CreatedAt,
            row.Version
        );
}
