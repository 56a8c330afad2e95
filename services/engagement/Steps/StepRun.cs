using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.Engagement.Accounts;

namespace Platform.Engagement.Steps;

/// <summary>One step of one run, about to be done.</summary>
/// <param name="RunId">The run.</param>
/// <param name="PlaybookId">The playbook.</param>
/// <param name="Playbook">The playbook's key.</param>
/// <param name="StepKey">The step's key in the definition.</param>
/// <param name="Definition">The step as written.</param>
/// <param name="Account">The account as it is now.</param>
/// <param name="Contact">Whom the run is about, where it is about one person.</param>
/// <param name="ProductUserId">The user of the customer's product that the run is about, if any.</param>
/// <param name="Classes">The classes of sensitivity of the step.</param>
/// <param name="Variables">What the trigger told (<c>event</c>) and steps have left (<c>steps.KEY</c>).</param>
/// <param name="StartedBy">User id of who asked for the run, or the service that the trigger came from.</param>
/// <param name="Attempt">How often the step was begun before, from 0.</param>
/// <param name="Wake">Why it runs now.</param>
/// <param name="Approved">What a person approved, perhaps edited; null where nobody had to.</param>
/// <param name="Now">The instant of the attempt, UTC.</param>
public sealed record StepRun(
    Guid RunId,
    Guid PlaybookId,
    string Playbook,
    string StepKey,
    JsonElement Definition,
    AccountCopy Account,
    ContactCopy? Contact,
    string? ProductUserId,
    IReadOnlyCollection<string> Classes,
    IReadOnlyDictionary<string, JsonElement> Variables,
    string StartedBy,
    int Attempt,
    StepWake Wake,
    StepDraft? Approved,
    DateTimeOffset Now
)
{
    /// <summary>The key under which an effect on this recipient takes place once, however often it is tried: hash of
    /// run, step and recipient, 64 hexadecimal digits.</summary>
    /// <param name="recipient">A lower-case e-mail address, an address to call, or empty.</param>
    public string EffectKey(string recipient = "") =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{RunId:N}/{StepKey}/{recipient}")));

    /// <summary>A text of the step, or null where it is missing or no text.</summary>
    public string? Text(string field) =>
        Definition.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>A whole number of the step, or null where it is missing or none.</summary>
    public int? Number(string field) =>
        Definition.TryGetProperty(field, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var number)
            ? number
            : null;
}
