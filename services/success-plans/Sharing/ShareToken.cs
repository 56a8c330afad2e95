using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Platform.SuccessPlans.Sharing;

/// <summary>The secret in a link: 256 random bits. Only its hash is kept, so that a reader of the database
/// cannot open a page.</summary>
public static class ShareToken
{
    private const int Bytes = 32;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
