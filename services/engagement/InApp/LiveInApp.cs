using Microsoft.IdentityModel.Tokens;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.InApp;

/// <summary>
/// What is live, in memory. Every change of an application or message moves the revision in its own transaction; this
/// process reads anew at once after its own changes, and within a second after those of others.
/// </summary>
internal sealed class LiveInApp(Database database, SecretSeal seal) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile LiveSnapshot? _current;

    public ValueTask<LiveSnapshot> GetAsync(CancellationToken ct) =>
        _current is { } current ? ValueTask.FromResult(current) : new ValueTask<LiveSnapshot>(ReadAsync(ct));

    /// <summary>Call in the transaction of every change.</summary>
    public async Task ChangeAsync(UnitOfWork work)
    {
        await work.ExecuteAsync("update in_app_revision set revision = revision + 1");
        work.AfterCommit(() => _current = null);
    }

    /// <summary>Reads anew where another process changed something.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        if (
            _current is { } current
            && await database.ScalarAsync<long>("select revision from in_app_revision", ct: ct) != current.Revision
        )
            _current = null;
    }

    private async Task<LiveSnapshot> ReadAsync(CancellationToken ct)
    {
        await _reading.WaitAsync(ct);
        try
        {
            if (_current is { } other)
                return other;
            // The revision first: what changes meanwhile is read again at the next look.
            var revision = await database.ScalarAsync<long>("select revision from in_app_revision", ct: ct);
            var messages = (
                await database.QueryAsync<MessageRow>($"{MessageRow.Select} where status = 'live'", ct: ct)
            ).ToLookup(row => row.ApplicationId);
            var applications = (
                await database.QueryAsync<(Guid Id, string[] Origins)>("select id, origins from application", ct: ct)
            ).ToDictionary(
                row => row.Id,
                row => new LiveApplication(
                    row.Id,
                    row.Origins,
                    [
                        .. messages[row.Id]
                            .Select(message => new CompiledMessage(message))
                            .OrderByDescending(message => message.Definition.Priority)
                            .ThenBy(message => message.Id),
                    ]
                )
            );
            var snapshot = new LiveSnapshot(revision, applications, await ReadSecretsAsync(ct));
            _current = snapshot;
            return snapshot;
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<Dictionary<Guid, LiveSecret>> ReadSecretsAsync(CancellationToken ct)
    {
        var secrets = new Dictionary<Guid, LiveSecret>();
        foreach (
            var (id, applicationId, blob, expiresAt) in await database.QueryAsync<(
                Guid Id,
                Guid ApplicationId,
                byte[] Sealed,
                DateTimeOffset? ExpiresAt
            )>("select id, application_id, sealed, expires_at from application_secret", ct: ct)
        )
            // Sealed with another installation's key, a secret signs nothing here.
            if (seal.TryOpen(blob) is { } secret)
                secrets[id] = new LiveSecret(applicationId, new SymmetricSecurityKey(secret), expiresAt);
        return secrets;
    }

    public void Dispose() => _reading.Dispose();
}
