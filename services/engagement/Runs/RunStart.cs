using System.Text.Json;
using Platform.Engagement.Accounts;
using Platform.Engagement.Playbooks;

namespace Platform.Engagement.Runs;

/// <summary>A run that somebody or something wants to start.</summary>
/// <param name="Playbook">The playbook and the version that the run keeps.</param>
/// <param name="Account">The account as it is.</param>
/// <param name="Trigger">An event's name, <c>segment</c>, <c>date</c>, <c>request</c>, <c>csv</c> or
/// <c>playbook</c>.</param>
/// <param name="StartedBy">User id, or the service that the trigger came from.</param>
/// <param name="Contact">The person that it is about.</param>
/// <param name="ProductUserId">The product's user that it is about.</param>
/// <param name="Event">The event that triggered it, as it was told.</param>
/// <param name="Reason">Why a person wants it.</param>
/// <param name="Key">Tells runs of one subject apart besides the entry's fields: the date of a date trigger.</param>
/// <param name="ParentId">The run that starts it.</param>
/// <param name="Depth">How many runs stand above it.</param>
public sealed record RunStart(
    LivePlaybook Playbook,
    AccountCopy Account,
    string Trigger,
    string StartedBy,
    ContactCopy? Contact = null,
    string? ProductUserId = null,
    JsonElement? Event = null,
    string? Reason = null,
    string? Key = null,
    Guid? ParentId = null,
    int Depth = 0
);
