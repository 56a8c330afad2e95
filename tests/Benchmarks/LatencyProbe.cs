using System.Diagnostics;
using System.Text;
using Npgsql;

namespace Platform.Benchmarks;

/// <summary>
/// Open loop: every 25 ms one event is due, of one of many accounts in turn, whatever became of those before. Timed
/// from the instant at which it was due until the account's stored score counts it.
/// One reader looks for all that are on their way, every few milliseconds.
/// </summary>
internal sealed class LatencyProbe(ScoringStack stack)
{
    private const int Accounts = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly EventSource _source = new(Accounts, usersPerAccount: 1, features: 1, seed: 2, late: 0);
    private readonly Dictionary<Guid, int> _sent = [];
    private readonly Queue<(TimeSpan Due, Guid Account, int Count)> _waiting = [];

    public IReadOnlyDictionary<Guid, int> Sent => _sent;

    public Task SeedAsync(CancellationToken ct) => _source.SeedAsync(stack.Database, ct);

    /// <summary>Milliseconds from due to visible. The first round of the accounts makes them known and is not
    /// counted.</summary>
    public async Task<List<double>> RunAsync(TimeSpan duration, CancellationToken ct)
    {
        foreach (var account in _source.Accounts)
            await SendAsync(account, ct);
        await SeenAsync(ct);

        var (times, watch, sending) = (new List<double>(), Stopwatch.StartNew(), new List<Task>());
        var seeing = Task.Run(() => SeeAsync(times, watch, duration, ct), ct);
        for (var i = 1; Interval * i < duration; i++)
        {
            var (due, account) = (Interval * i, _source.Accounts[i % Accounts]);
            if (due > watch.Elapsed)
                await Task.Delay(due - watch.Elapsed, ct);
            sending.Add(SendAsync(account, ct));
            lock (_waiting)
                _waiting.Enqueue((due, account, _sent[account]));
        }
        await Task.WhenAll(sending);
        await seeing;
        return times;
    }

    private async Task SeenAsync(CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        while ((await CountsAsync([.. _sent.Keys], ct)).Count(c => c.Value >= _sent[c.Key]) < _sent.Count)
            await Task.Delay(
                waited.Elapsed < Patience
                    ? Look
                    : throw new TimeoutException("The probes' accounts were not scored within a minute."),
                ct
            );
    }

    private async Task SeeAsync(List<double> times, Stopwatch watch, TimeSpan duration, CancellationToken ct)
    {
        var waiting = new List<(TimeSpan Due, Guid Account, int Count)>();
        while (watch.Elapsed < duration + Patience)
        {
            await Task.Delay(Look, ct);
            lock (_waiting)
                while (_waiting.TryDequeue(out var probe))
                    waiting.Add(probe);
            if (waiting.Count == 0)
            {
                if (watch.Elapsed > duration)
                    return;
                continue;
            }
            var counts = await CountsAsync([.. waiting.Select(w => w.Account).Distinct()], ct);
            var now = watch.Elapsed;
            times.AddRange(
                waiting
                    .Where(w => counts.GetValueOrDefault(w.Account) >= w.Count)
                    .Select(w => (now - w.Due).TotalMilliseconds)
            );
            waiting.RemoveAll(w => counts.GetValueOrDefault(w.Account) >= w.Count);
        }
        throw new TimeoutException($"{waiting.Count} events did not show in their scores within a minute.");
    }

    private async Task SendAsync(Guid account, CancellationToken ct)
    {
        _sent[account] = _sent.GetValueOrDefault(account) + 1;
        using var content = new StringContent(
            $$"""
            {"events":[{"eventId":"{{Guid.CreateVersion7()}}","accountId":"{{account}}","user":"u",
            "feature":"feature-0","occurredAt":"{{DateTime.UtcNow:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}"}]}
            """.ReplaceLineEndings(""),
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await stack.Client.PostAsync("/v1/events", content, ct);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Events of the last thirty days as the accounts' scores count them.</summary>
    private async Task<Dictionary<Guid, long>> CountsAsync(Guid[] accounts, CancellationToken ct)
    {
        await using var command = stack.Database.CreateCommand(
            "select account_id, coalesce(inputs[15], 0)::bigint from score where account_id = any($1)"
        );
        command.Parameters.Add(new NpgsqlParameter { Value = accounts });
        var counts = new Dictionary<Guid, long>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            counts[reader.GetGuid(0)] = reader.GetInt64(1);
        return counts;
    }
}
