using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Webhooks;

/// <summary>
/// Secrets of webhooks: signing needs the secret itself, so it is stored sealed (AES-GCM) with a key that follows from
/// <c>Webhooks:SealingKey</c>, or from the installation's internal key where that is not set. Signatures are those of
/// Standard Webhooks: HMAC-SHA256 of <c>id.timestamp.body</c>.
/// </summary>
public sealed class WebhookSecrets(IOptions<WebhookOptions> options)
{
    public const string Marker = "whsec_";
    private const int SecretSize = 32;

    private readonly Seal _seal = new(options.Value.SealingKey, "webhook secrets");

    public static byte[] Create() => RandomNumberGenerator.GetBytes(SecretSize);

    /// <summary>As it is shown to its owner, once.</summary>
    public static string Show(byte[] secret) => Marker + Convert.ToBase64String(secret);

    public byte[] Seal(byte[] secret) => _seal.Close(secret);

    /// <returns>Null where it was sealed with another key: <c>Webhooks:SealingKey</c> was changed, or the data comes
    /// from another installation.</returns>
    public byte[]? TryOpen(byte[] blob) => _seal.TryOpen(blob);

    /// <summary>One signature per living secret, newest first: while a rotation overlaps, either of them
    /// verifies.</summary>
    public static string Sign(IEnumerable<byte[]> secrets, string id, long timestamp, string body)
    {
        var signed = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{id}.{timestamp}.{body}"));
        return string.Join(
            ' ',
            secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}")
        );
    }
}
