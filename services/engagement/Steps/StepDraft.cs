using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.Contracts;

namespace Platform.Engagement.Steps;

/// <summary>What a step would do, as a person is shown it before it is done.</summary>
/// <param name="Recipients">Whom it reaches, lower-case e-mail addresses or names of systems.</param>
/// <param name="Subject">The subject or title, if any.</param>
/// <param name="Body">The text in full.</param>
/// <param name="Attachments">Names with the hash of each content.</param>
public sealed record StepDraft(
    IReadOnlyList<string> Recipients,
    string? Subject,
    string Body,
    IReadOnlyList<string> Attachments
)
{
    /// <summary>Of all that is shown: 64 hexadecimal digits.</summary>
    public string Hash() =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, ContractJson.Options)))
        );
}
