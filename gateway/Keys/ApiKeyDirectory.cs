using System.Collections.Concurrent;
using System.Collections.Frozen;
using Npgsql;
using Platform.Gateway.Identity;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Keys;

/// <summary>
/// All living keys in memory. A counter in the database that every change of a key raises is read four times a second,
/// so that a revocation holds on every instance within a second whether Redis or the broker are up or not. While the
/// database itself is away the last known keys hold: nobody can revoke one in that time either.
/// </summary>
public sealed class ApiKeyDirectory(Database database, TimeProvider clock, ILogger<ApiKeyDirectory> log) : BackgroundService
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan WriteUseEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UnknownKeyPause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _used = new();
    private readonly SemaphoreSlim _loading = new(1, 1);
    private FrozenSet<Guid> _alive = [];
    private FrozenDictionary<string, Entry> _keys = FrozenDictionary<string, Entry>.Empty;
    private long _version = -1;
    private DateTimeOffset _loadedAt;

    private sealed record Entry(byte[] Hash, KnownCaller Caller);

    /// <summary>The caller of a key's text, or why it is refused. Which part of a key was wrong is not told.</summary>
    public async ValueTask<(KnownCaller? Caller, string? Refused)> FindAsync(string text)
    {
        if (!ApiKeySecret.TryGetPrefix(text, out var prefix)) return (null, "This is not an API key of ours; they begin with rp_ and have 55 characters.");

        // A key that was issued by another instance a moment ago is not known here yet: look once, but not for every guess.
        if (!_keys.TryGetValue(prefix, out var entry) && clock.GetUtcNow() - _loadedAt > UnknownKeyPause)
        {
            await TryRefreshAsync(CancellationToken.None);
            _keys.TryGetValue(prefix, out entry);
        }

        if (entry is null || !ApiKeySecret.IsSame(entry.Hash, ApiKeySecret.Hash(text))) return (null, "The API key is unknown or was revoked.");

        var now = clock.GetUtcNow();
        if (entry.Caller.ExpiresAt <= now) return (null, "The API key has expired.");
        _used[entry.Caller.ApiKeyId!.Value] = now;
        return (entry.Caller, null);
    }

    /// <summary>False once the key was revoked; for calls that last longer than a request.</summary>
    public bool IsAlive(Guid key) => _alive.Contains(key);

    /// <summary>Takes up a change at once; called on the instance where it was made.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            var version = await database.ScalarAsync<long>("select version from api_key_version", ct: ct);
            if (version != _version)
            {
                var rows = await database.QueryAsync<ApiKeyRow>(LoadLiving, new { Now = clock.GetUtcNow() }, ct);
                _keys = rows.ToFrozenDictionary(row => row.Prefix, row => new Entry(row.SecretHash, row.ToCaller()), StringComparer.Ordinal);
                _alive = rows.Select(row => row.Id).ToFrozenSet();
                _version = version;
            }

            _loadedAt = clock.GetUtcNow();
        }
        finally
        {
            _loading.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var writtenAt = clock.GetUtcNow();
        using var timer = new PeriodicTimer(CheckEvery, clock);
        do
        {
            await TryRefreshAsync(stoppingToken);
            if (clock.GetUtcNow() - writtenAt < WriteUseEvery) continue;
            writtenAt = clock.GetUtcNow();
            await TryWriteUseAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryRefreshAsync(CancellationToken ct)
    {
        try
        {
            await RefreshAsync(ct);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            log.LogWarning("API keys cannot be read again: {Reason}; those known since {LoadedAt} hold", exception.Message, _loadedAt);
        }
    }

    private async Task TryWriteUseAsync(CancellationToken ct)
    {
        var used = _used.ToArray();
        if (used.Length == 0) return;
        foreach (var use in used) _used.TryRemove(use);
        try
        {
            await database.ExecuteAsync(WriteUse, new { Ids = used.Select(use => use.Key).ToArray(), Instants = used.Select(use => use.Value.UtcDateTime).ToArray() }, ct);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            log.LogWarning("When keys were last used could not be written: {Reason}", exception.Message);
        }
    }

    public override void Dispose()
    {
        _loading.Dispose();
        base.Dispose();
    }

    private const string LoadLiving = """
        select id, prefix, secret_hash, name, scopes, requests_per_second, expires_at
          from api_key
         where revoked_at is null and (expires_at is null or expires_at > @Now)
        """;

    private const string WriteUse = """
        update api_key set last_used_at = greatest(api_key.last_used_at, used.at)
          from unnest(@Ids, @Instants) as used (id, at)
         where api_key.id = used.id
        """;
}
