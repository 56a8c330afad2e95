using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Preferences;

/// <summary>
/// Links to a person's preferences. The secret follows from the link's id and a key of the installation (HMAC-SHA256),
/// so that a mail that is sent again carries the same one; the database keeps only its hash.
/// </summary>
public sealed class PreferenceLinks(Database database, IOptions<PreferenceLinkOptions> options)
{
    private const int LongestToken = 64;

    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256,
        Encoding.UTF8.GetBytes(options.Value.Key),
        32,
        info: "preference links"u8.ToArray()
    );

    /// <summary>The secret of a link.</summary>
    public string TokenOf(Guid linkId) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_key, linkId.ToByteArray(bigEndian: true)));

    /// <summary>Makes a link for a person; the same id twice is one link.</summary>
    /// <param name="topic">The topic that one click unsubscribes from; null: everything.</param>
    /// <returns>The secret.</returns>
    public async Task<string> CreateAsync(UnitOfWork work, Guid linkId, Guid recipientId, string? topic)
    {
        var token = TokenOf(linkId);
        await work.ExecuteAsync(
            Insert,
            new
            {
                linkId,
                recipientId,
                Hash = Hash(token),
                topic,
                work.Context.Now,
                work.Context.Actor,
            }
        );
        return token;
    }

    /// <returns>Null where no such link is or it was revoked: to the outside it is the same.</returns>
    internal async Task<ActivePreferenceLink?> FindAsync(string token, CancellationToken ct) =>
        token.Length is 0 or > LongestToken
            ? null
            : await database.SingleOrDefaultAsync<ActivePreferenceLink>(Find, new { Hash = Hash(token) }, ct);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private const string Insert = """
        insert into preference_link (id, recipient_id, token_hash, topic, created_at, created_by)
        values (@linkId, @recipientId, @Hash, @topic, @Now, @Actor) on conflict (id) do nothing
        """;

    private const string Find = """
        select l.id, l.recipient_id, r.email, r.locale, l.topic
        from preference_link l join recipient r on r.id = l.recipient_id
        where l.token_hash = @Hash and l.revoked_at is null
        """;
}
