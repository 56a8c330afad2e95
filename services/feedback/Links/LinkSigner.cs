using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Links;

/// <summary>
/// Links that need no log-in: kind, id and expiry, signed with HMAC-SHA256 of which 128 bits are kept. 48 bytes are 64
/// characters of base64url with no bits to spare, so no two spellings name one link.
/// </summary>
public sealed class LinkSigner(Database database, TimeProvider clock)
{
    private const int PayloadBytes = 32;
    private const int SignatureBytes = 16;
    private volatile IReadOnlyDictionary<int, byte[]> _keys = new Dictionary<int, byte[]>();

    public async Task<string> SignAsync(LinkKind kind, Guid id, DateTimeOffset expiresAt, CancellationToken ct)
    {
        if (_keys.Count == 0)
            await LoadAsync(ct);
        return Sign(kind, id, expiresAt, _keys.Keys.Max());
    }

    /// <summary>Many at once need the key only once: call <see cref="SignAsync"/> for the first.</summary>
    public string Sign(LinkKind kind, Guid id, DateTimeOffset expiresAt) => Sign(kind, id, expiresAt, _keys.Keys.Max());

    /// <returns>The id that the link was made for where the signature is ours, also of an expired one.</returns>
    public async Task<(LinkState State, Guid Id)> ReadAsync(LinkKind kind, string token, CancellationToken ct)
    {
        var bytes = new byte[PayloadBytes + SignatureBytes];
        if (
            token.Length != 64
            || !Base64Url.TryDecodeFromChars(token, bytes, out var written)
            || written != bytes.Length
        )
            return (LinkState.NotOurs, default);
        var payload = bytes.AsMemory(0, PayloadBytes);
        var key = BinaryPrimitives.ReadInt32BigEndian(payload.Span[4..]);
        if (!_keys.ContainsKey(key))
            await LoadAsync(ct); // Perhaps a key that is newer than we are.
        if (!_keys.TryGetValue(key, out var secret))
            return (LinkState.NotOurs, default);
        if (
            !CryptographicOperations.FixedTimeEquals(
                HMACSHA256.HashData(secret, payload.Span).AsSpan(0, SignatureBytes),
                bytes.AsSpan(PayloadBytes)
            )
        )
            return (LinkState.NotOurs, default);
        if (payload.Span[0] != (byte)kind)
            return (LinkState.NotOurs, default);

        var id = new Guid(payload.Span.Slice(8, 16), bigEndian: true);
        var expires = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(payload.Span[24..]));
        return (clock.GetUtcNow() > expires ? LinkState.Expired : LinkState.Good, id);
    }

    private string Sign(LinkKind kind, Guid id, DateTimeOffset expiresAt, int key)
    {
        Span<byte> bytes = stackalloc byte[PayloadBytes + SignatureBytes];
        bytes[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(bytes[4..], key);
        id.TryWriteBytes(bytes.Slice(8, 16), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes[24..], expiresAt.ToUnixTimeMilliseconds());
        HMACSHA256.HashData(_keys[key], bytes[..PayloadBytes]).AsSpan(0, SignatureBytes).CopyTo(bytes[PayloadBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    private async Task LoadAsync(CancellationToken ct) =>
        _keys = (
            await database.QueryAsync<(int Id, byte[] Secret)>("select id, secret from link_key", ct: ct)
        ).ToDictionary(k => k.Id, k => k.Secret);
}
