using System.Collections.Concurrent;
using System.Collections.Frozen;
using Npgsql;
using Platform.Gateway.Identity;
using Platform.Gateway.Protection;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Keys;

/// <summary>
/// All living keys in memory. A counter in the database that every change of a key raises is read four times a second,
/// so that a revocation holds on every instance within a second whether Redis or the broker are up or not. While the
/// database itself is away the last known keys hold: nobody can revoke one in that time either.
/// </summary>
public sealed class ApiKeyDirectory(Database database, TimeProvider clock, ILogger<ApiKeyDirectory> log)
    : BackgroundService
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan WriteUseEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UnknownKeyPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan UnknownKeyPatience = TimeSpan.FromSeconds(1);

    // A connection that died without a word must not hold up what comes after it for the 30 s that a query may take.
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _used = new();
    private readonly SemaphoreSlim _loading = new(1, 1);
    private FrozenSet<Guid> _alive = [];
    private FrozenDictionary<string, Entry> _keys = FrozenDictionary<string, Entry>.Empty;
    private long _version = -1;
    private long _lookedAt = clock.GetTimestamp();

    private sealed record Entry(byte[] Hash, AuthenticatedCaller Caller)
    {
        public bool Is(string text) => ApiKeySecret.IsSame(Hash, ApiKeySecret.Hash(text));
    }

    /// <summary>The caller of a key's text, or why it is refused. Which part of a key was wrong is not told.</summary>
    public async ValueTask<(AuthenticatedCaller? Caller, Problem? Refused)> FindAsync(string text)
    {
        if (!ApiKeySecret.TryGetPrefix(text, out var prefix))
            return (
                null,
                GatewayProblems.BadToken("This is not an API key of ours; they begin with rp_ and have 55 characters.")
            );

        if (!_keys.TryGetValue(prefix, out var entry))
        {
            if (!await LookForNewerAsync())
                return (null, GatewayProblems.KeysAway());
            _keys.TryGetValue(prefix, out entry);
        }

        if (entry is null || !entry.Is(text))
            return (null, GatewayProblems.BadToken("The API key is unknown or was revoked."));
        return Use(entry) is { } caller ? (caller, null) : (null, GatewayProblems.BadToken("The API key has expired."));
    }

    /// <summary>The caller of a good key among those known; null: <see cref="FindAsync"/> looks further, or says why
    /// not.</summary>
    public AuthenticatedCaller? FindKnown(string text) =>
        ApiKeySecret.TryGetPrefix(text, out var prefix) && _keys.TryGetValue(prefix, out var entry) && entry.Is(text)
            ? Use(entry)
            : null;

    /// <summary>Null where the key has expired.</summary>
    private AuthenticatedCaller? Use(Entry entry)
    {
        var now = clock.GetUtcNow();
        if (entry.Caller.ExpiresAt <= now)
            return null;
        _used[entry.Caller.ApiKeyId!.Value] = now;
        return entry.Caller;
    }

    /// <summary>False once the key was revoked; for calls that last longer than a request.</summary>
    public bool IsAlive(Guid key) => _alive.Contains(key);

    /// <summary>
    /// For a key that another instance may have issued a moment ago. All who ask within the pause share one look, so
    /// that guesses cost little, and nobody waits long: where the database is frozen, callers with old keys would pile
    /// up.
    /// </summary>
    private async Task<bool> LookForNewerAsync()
    {
        var asked = clock.GetTimestamp();
        var pause = UnknownKeyPause - clock.GetElapsedTime(Interlocked.Read(ref _lookedAt), asked);
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause);
        return Interlocked.Read(ref _lookedAt) > asked
            || await TryRefreshAsync(UnknownKeyPatience, asked, CancellationToken.None);
    }

    /// <summary>Takes up a change at once; called on the instance where it was made.</summary>
    public Task RefreshAsync(CancellationToken ct) => RefreshAsync(clock.GetTimestamp(), ct);

    /// <summary>Reads unless somebody's read began after the instant <paramref name="since"/>.</summary>
    private async Task RefreshAsync(long since, CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            if (Interlocked.Read(ref _lookedAt) > since)
                return;
            var lookedAt = clock.GetTimestamp();
            var version = await database.ScalarAsync<long>("select version from api_key_version", ct: ct);
            if (version != _version)
            {
                var rows = await database.QueryAsync<ApiKeyRow>(LoadLiving, new { Now = clock.GetUtcNow() }, ct);
                _keys = rows.ToFrozenDictionary(
                    row => row.Prefix,
                    row => new Entry(row.SecretHash, row.ToCaller()),
                    StringComparer.Ordinal
                );
                _alive = rows.Select(row => row.Id).ToFrozenSet();
                _version = version;
            }

            Interlocked.Exchange(ref _lookedAt, lookedAt);
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
            await TryRefreshAsync(ReadPatience, clock.GetTimestamp(), stoppingToken);
            // A clock that stepped back does not keep the uses back until it has caught up.
            if ((clock.GetUtcNow() - writtenAt).Duration() < WriteUseEvery)
                continue;
            writtenAt = clock.GetUtcNow();
            await TryWriteUseAsync(stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> TryRefreshAsync(TimeSpan patience, long since, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        try
        {
            await RefreshAsync(since, limit.Token);
            return true;
        }
        catch (Exception exception)
            when (exception is NpgsqlException or TimeoutException
                || (exception is OperationCanceledException && !ct.IsCancellationRequested)
            )
        {
            log.LogWarning(
                "API keys cannot be read again: {Reason}; those known since {Seconds:0.0} s hold",
                exception.Message,
                clock.GetElapsedTime(Interlocked.Read(ref _lookedAt)).TotalSeconds
            );
            return false;
        }
    }

    private async Task TryWriteUseAsync(CancellationToken ct)
    {
        var used = _used.ToArray();
        if (used.Length == 0)
            return;
        foreach (var use in used)
            _used.TryRemove(use);
        try
        {
            await database.ExecuteAsync(
                WriteUse,
                new
                {
                    Ids = used.Select(use => use.Key).ToArray(),
                    Instants = used.Select(use => use.Value.UtcDateTime).ToArray(),
                },
                ct
            );
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
