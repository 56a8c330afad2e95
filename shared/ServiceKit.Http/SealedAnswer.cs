using System.Text;
using Platform.ServiceKit.Data;

namespace Platform.ServiceKit.Http;

/// <summary>What of an answer may be secret: the body, and the address of what was made (a link's).</summary>
public sealed record SealedAnswer(string? Location, byte[]? Body)
{
    public byte[] Close(Seal seal)
    {
        var location = Encoding.UTF8.GetBytes(Location ?? "");
        return seal.Close([.. BitConverter.GetBytes(location.Length), .. location, .. Body ?? []]);
    }

    public static SealedAnswer? TryOpen(Seal seal, byte[] blob)
    {
        if (seal.TryOpen(blob) is not { } content)
            return null;
        var length = BitConverter.ToInt32(content);
        var location = Encoding.UTF8.GetString(content, sizeof(int), length);
        return new SealedAnswer(location.Length == 0 ? null : location, content[(sizeof(int) + length)..]);
    }
}
