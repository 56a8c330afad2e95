using System.Security.Cryptography;
using System.Text;

namespace Platform.ServiceKit.Data;

/// <summary>
/// Seals what a database keeps and nobody may read there (AES-GCM), with a key of one purpose that follows from a
/// secret of the installation: what is sealed for one purpose cannot be opened for another.
/// </summary>
public sealed class Seal(string secret, string purpose)
{
    private const int NonceSize = 12,
        TagSize = 16,
        KeySize = 32;

    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256,
        Encoding.UTF8.GetBytes(secret),
        KeySize,
        info: Encoding.UTF8.GetBytes(purpose)
    );

    public byte[] Close(ReadOnlySpan<byte> content)
    {
        var blob = new byte[NonceSize + TagSize + content.Length];
        RandomNumberGenerator.Fill(blob.AsSpan(0, NonceSize));
        using var aes = new AesGcm(_key, TagSize);
        aes.Encrypt(
            blob.AsSpan(0, NonceSize),
            content,
            blob.AsSpan(NonceSize + TagSize),
            blob.AsSpan(NonceSize, TagSize)
        );
        return blob;
    }

    /// <returns>Null where it was sealed with another key, or changed since.</returns>
    public byte[]? TryOpen(ReadOnlySpan<byte> blob)
    {
        if (blob.Length < NonceSize + TagSize)
            return null;
        var content = new byte[blob.Length - NonceSize - TagSize];
        using var aes = new AesGcm(_key, TagSize);
        try
        {
            aes.Decrypt(blob[..NonceSize], blob[(NonceSize + TagSize)..], blob.Slice(NonceSize, TagSize), content);
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
