using System.Text.Json.Serialization;

namespace Platform.Cli.Imports.Usage;

/// <summary>An event as <c>POST /v1/events</c> takes it.</summary>
/// <param name="Account">Source and external id, as in <c>sim:acct-00001</c>.</param>
public sealed record UsageBody(
    string EventId,
    string Account,
    string User,
    string Feature,
    long Quantity,
    string OccurredAt
)
{
    /// <summary><c>denied</c> for an attempt that the product refused; null for what was used.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Outcome { get; init; }

    /// <summary>The user's team or group, where the file names it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Team { get; init; }

    [JsonIgnore]
    public string ExternalAccount => Account[(Account.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
