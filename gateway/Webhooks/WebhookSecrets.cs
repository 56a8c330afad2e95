using System.Security.Cryptography;
using System.Text;

namespace Platform.Gateway.Webhooks;

/// <summary>
/// Secrets of webhooks: signing needs the secret itself, so it is stored sealed (AES-GCM) with a key that follows from
/// <c>Webhooks:SealingKey</c>, or from the installation's internal key where that is not set. Signatures are those of
/// Standard Webhooks: HMAC-SHA256 of <c>id.timestamp.body</c>.
/// </summary>
public sealed class WebhookSecrets(IConfiguration configuration)
{
    public const string Marker = "whsec_";
    private const int NonceSize = 12, TagSize = 16, SecretSize = 32;

    private readonly byte[] _key = HKDF.DeriveKey(HashAlgorithmName.SHA256,
        Encoding.UTF8.GetBytes(configuration["Webhooks:SealingKey"] ?? configuration["InternalToken:Key"] ?? ""), outputLength: 32, info: "webhook secrets"u8.ToArray());

    public static byte[] Create() => RandomNumberGenerator.GetBytes(SecretSize);

    /// <summary>As it is shown to its owner, once.</summary>
    public static string Show(byte[] secret) => Marker + Convert.ToBase64String(secret);

    public byte[] Seal(byte[] secret)
    {
        var blob = new byte[NonceSize + TagSize + secret.Length];
        RandomNumberGenerator.Fill(blob.AsSpan(0, NonceSize));
        using var aes = new AesGcm(_key, TagSize);
        aes.Encrypt(blob.AsSpan(0, NonceSize), secret, blob.AsSpan(NonceSize + TagSize), blob.AsSpan(NonceSize, TagSize));
        return blob;
    }

    public byte[] Open(byte[] blob)
    {
        var secret = new byte[blob.Length - NonceSize - TagSize];
        using var aes = new AesGcm(_key, TagSize);
        aes.Decrypt(blob.AsSpan(0, NonceSize), blob.AsSpan(NonceSize + TagSize), blob.AsSpan(NonceSize, TagSize), secret);
        return secret;
    }

    /// <summary>One signature per living secret, newest first: while a rotation overlaps, either of them verifies.</summary>
    public static string Sign(IEnumerable<byte[]> secrets, string id, long timestamp, string body)
    {
        var signed = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{id}.{timestamp}.{body}"));
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}"));
    }
}
