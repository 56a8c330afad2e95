using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Gateway.Feed;
using Platform.ServiceKit.Auth;
using StackExchange.Redis;

namespace Platform.Gateway.Overview;

/// <summary>
/// Composed answers, in this process and behind it in Redis for all instances, for a minute at most and only as long as
/// the account is unchanged; one with a missing part for a second. Callers who may see different things have different
/// entries.
/// </summary>
public sealed class OverviewCache(IConnectionMultiplexer redis, ChangedAccounts changed, TimeProvider clock) : IFollower
{
    private const int MaxEntries = 20_000;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    /// <summary>Of an answer with a hole: long enough that a service that is away does not make every page ask all
    /// services, short enough that what is back is seen at once.</summary>
    private static readonly TimeSpan IncompleteLife = TimeSpan.FromSeconds(1);
    private static readonly string ErasureRequested = EventCatalogue.NameOf(typeof(ContactErasureRequested));
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<(Guid Account, string Access), Entry> _entries = new();
    private long _redisPausedUntil;

    public sealed record Entry(byte[] Json, string ETag, long Position, DateTimeOffset GoodUntil);

    /// <summary>What decides about what a caller sees: the role, and of partners the scopes.</summary>
    public static string AccessOf(Caller caller) =>
        caller.Is(Roles.Partner) ? string.Join(' ', caller.Scopes.Order(StringComparer.Ordinal)) : caller.Role;

    public static string ETagOf(byte[] json) => $"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 12))}\"";

    public async ValueTask<Entry?> FindAsync(Guid account, string access)
    {
        if (FindHere(account, access) is { } entry)
            return entry;
        if (
            changed.Position is null
            || await AskRedisAsync(account, access) is not { } shared
            || !IsGood(account, shared)
        )
            return null;

        Keep(account, access, shared);
        return shared;
    }

    /// <summary>What this process has, without waiting.</summary>
    public Entry? FindHere(Guid account, string access) =>
        _entries.TryGetValue((account, access), out var entry) && IsGood(account, entry) ? entry : null;

    /// <param name="position">The log's position before the answer was composed: what came later it may not
    /// know.</param>
    /// <param name="isComplete">Whether no part is missing; otherwise it is kept for a second, and here alone.</param>
    public Entry Put(Guid account, string access, byte[] json, long? position, bool isComplete)
    {
        var life = isComplete ? Life : IncompleteLife;
        var entry = new Entry(json, ETagOf(json), position ?? -1, clock.GetUtcNow() + life);
        if (position is not { } known)
            return entry;

        Keep(account, access, entry);
        if (!isComplete)
            return entry;
        var value = new byte[8 + json.Length];
        BinaryPrimitives.WriteInt64LittleEndian(value, known);
        json.CopyTo(value, 8);
        if (MayAskRedis())
            redis.GetDatabase().StringSet(KeyOf(account, access), value, Life, When.Always, CommandFlags.FireAndForget);
        return entry;
    }

    /// <summary>A changed account's entry is never shown again, but it may lie here; of a person who has to be
    /// forgotten, nothing may. In Redis entries end by themselves within a minute.</summary>
    public void Take(IReadOnlyList<LoggedEvent> batch)
    {
        foreach (
            var account in batch.Where(logged => logged.Type == ErasureRequested).Select(logged => logged.AccountId)
        )
        foreach (var key in _entries.Keys.Where(key => key.Account == account))
            _entries.TryRemove(key, out _);
    }

    private bool IsGood(Guid account, Entry entry) =>
        entry.GoodUntil > clock.GetUtcNow()
        && changed.Position is not null
        && changed.IsUnchangedSince(account, entry.Position);

    private void Keep(Guid account, string access, Entry entry)
    {
        if (_entries.Count >= MaxEntries)
            _entries.Clear();
        _entries[(account, access)] = entry;
    }

    private async Task<Entry?> AskRedisAsync(Guid account, string access)
    {
        if (!MayAskRedis())
            return null;
        try
        {
            var found = (byte[]?)await redis.GetDatabase().StringGetAsync(KeyOf(account, access)).WaitAsync(Patience);
            if (found is not { Length: > 8 })
                return null;
            var json = found[8..];
            return new Entry(
                json,
                ETagOf(json),
                BinaryPrimitives.ReadInt64LittleEndian(found),
                clock.GetUtcNow() + Life
            );
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            Volatile.Write(ref _redisPausedUntil, clock.GetTimestamp() + clock.TimestampFrequency);
            return null;
        }
    }

    private bool MayAskRedis() => redis.IsConnected && clock.GetTimestamp() >= Volatile.Read(ref _redisPausedUntil);

    private static RedisKey KeyOf(Guid account, string access) => $"gateway:overview:{{{account:N}}}:{access}";
}
