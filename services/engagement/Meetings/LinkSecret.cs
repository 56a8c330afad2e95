using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Engagement.Meetings;

/// <summary>The secret in a link: 256 random bits. Only its hash is kept, so that a reader of the database cannot open
/// a page.</summary>
internal static class LinkSecret
{
    private const int Bytes = 32;
    public const int Longest = 64;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
