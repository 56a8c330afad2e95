using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Platform.Gateway.Identity;

namespace Platform.Gateway.Keys;

/// <summary>
/// The text of an API key: <c>rp_</c>, eight characters that name the key and may be shown, <c>_</c>, and 256 random
/// bits that are shown once. Random that long needs no slow hash: SHA-256 of the whole text is what is stored.
/// </summary>
public static class ApiKeySecret
{
    public const string Marker = CallerSchemes.ApiKeyMarker;
    private const int NameLength = 8;
    private const int SecretBytes = 32;
    private const int SecretStart = 3 + NameLength + 1;
    private const int Length = SecretStart + 43;
    private const string NameAlphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>A new key's text.</summary>
    public static string Create() =>
        $"{Marker}{RandomNumberGenerator.GetString(NameAlphabet, NameLength)}_"
        + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The part that may be shown and logged, <c>rp_abcdefgh</c>; false where <paramref name="text"/> is no
    /// key at all.</summary>
    public static bool TryGetPrefix(string text, [NotNullWhen(true)] out string? prefix)
    {
        prefix = null;
        if (text.Length != Length || !text.StartsWith(Marker, StringComparison.Ordinal) || text[SecretStart - 1] != '_')
            return false;
        prefix = text[..(SecretStart - 1)];
        return true;
    }

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Compares in constant time.</summary>
    public static bool IsSame(byte[] hash, byte[] other) => CryptographicOperations.FixedTimeEquals(hash, other);
}
