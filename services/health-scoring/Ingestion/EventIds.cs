using System.Buffers.Text;
using System.Security.Cryptography;

namespace Platform.HealthScoring.Ingestion;

/// <summary>
/// An event's id: a uuid as it stands; any other text of a source becomes one deterministically, as a version 8 uuid of
/// SHA-256 over a fixed prefix and the text. Ids are unique over the whole installation, so a source that counts 1, 2,
/// 3 should put its name before the number.
/// </summary>
public static class EventIds
{
    private static ReadOnlySpan<byte> Prefix => "retention-platform/usage-event/"u8;

    public const int MostBytes = 600;

    public static bool TryUuid(ReadOnlySpan<byte> text, out Guid id)
    {
        id = default;
        return text.Length == 36 && Utf8Parser.TryParse(text, out id, out var read, 'D') && read == 36;
    }

    public static Guid From(ReadOnlySpan<byte> text)
    {
        if (TryUuid(text, out var id))
            return id;
        Span<byte> input = stackalloc byte[Prefix.Length + MostBytes];
        Prefix.CopyTo(input);
        text.CopyTo(input[Prefix.Length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input[..(Prefix.Length + text.Length)], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
