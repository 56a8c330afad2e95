using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Renewals.Revenue;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Metrics.InMemory;

/// <summary>
/// The ledger as month columns in memory, followed row by row. A question starts a look at the ledger where the last
/// one began more than <see cref="Freshness"/> ago, and waits for it only where the answer would be older than
/// <see cref="MaxAge"/>.
/// </summary>
public sealed class RevenueReadModel : IDisposable
{
    public static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(200);
    public static readonly TimeSpan MaxAge = TimeSpan.FromMilliseconds(700);

    private const int MostAnswers = 500;

    private readonly OrganisationCalendar _day;
    private readonly TimeProvider _clock;
    private readonly LedgerTail _ledger;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _following = new(1, 1);
    private readonly RevenueColumns _columns = new();
    private readonly ConcurrentDictionary<string, (long Look, byte[] Bytes)> _answers = new(StringComparer.Ordinal);
    private RevenueSnapshot? _snapshot;
    private long _look;
    private long _followedAt = long.MinValue;

    public RevenueReadModel(IOptions<RevenueReadModelOptions> options, OrganisationCalendar day, TimeProvider clock)
    {
        (_day, _clock) = (day, clock);
        _ledger = new LedgerTail(options.Value);
    }

    /// <summary>Brings the columns up to date, unless that was done a moment ago or is being done and what is there is
    /// young enough.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        var asked = Environment.TickCount64;
        var age = AgeAt(asked);
        if (age < Freshness || (age < MaxAge && _following.CurrentCount == 0))
            return;
        var look = LookAsync(asked);
        if (age >= MaxAge)
            await look.WaitAsync(ct);
    }

    /// <summary>One look for all who ask; not bound to any one's request.</summary>
    private async Task LookAsync(long asked)
    {
        await _following.WaitAsync();
        try
        {
            if (AgeAt(asked) < Freshness)
                return; // Another caller did while this one waited.
            var began = Environment.TickCount64;
            await ReadAsync(CancellationToken.None);
            Volatile.Write(ref _followedAt, began);
        }
        finally
        {
            _following.Release();
        }
    }

    /// <summary>How old the columns are: since the last look began.</summary>
    private TimeSpan AgeAt(long now) =>
        Volatile.Read(ref _followedAt) is var at && at == long.MinValue
            ? TimeSpan.MaxValue
            : TimeSpan.FromMilliseconds(now - at);

    /// <summary>Reads the view under the lock.</summary>
    public T Read<T>(Func<RevenueSnapshot, T> read)
    {
        lock (_gate)
            return read(View());
    }

    /// <summary>
    /// The bytes that this question was answered with since the last look at the ledger, or new ones. Only
    /// computing takes the lock, and that is reading sums; the bytes are written outside it.
    /// </summary>
    public byte[] Answer<T>(string question, Func<RevenueSnapshot, T> compute)
    {
        if (_answers.TryGetValue(question, out var known) && known.Look == Volatile.Read(ref _look))
            return known.Bytes;
        var (answer, look) = Read(view => (compute(view), _look));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, ContractJson.Options);
        if (_answers.Count > MostAnswers)
            _answers.Clear();
        _answers[question] = (look, bytes);
        return bytes;
    }

    public void Dispose()
    {
        _following.Dispose();
        _ledger.Dispose();
    }

    private RevenueSnapshot View() => _snapshot ??= _columns.ToSnapshot(_clock.GetUtcNow());

    private async Task ReadAsync(CancellationToken ct)
    {
        var knownAt = _clock.GetUtcNow();
        var isFirstLook = Volatile.Read(ref _followedAt) == long.MinValue;
        await _ledger.ReadAsync(changes => ApplyAll(changes, knownAt), isFirstLook ? Apply : null, ct);
    }

    private void ApplyAll(List<ILedgerChange> changes, DateTimeOffset knownAt)
    {
        var month = MonthIndex.Of(_day.Today);
        lock (_gate)
        {
            Apply(changes);
            _columns.ExtendTo(month);
            View().KnownAt = knownAt;
            Volatile.Write(ref _look, _look + 1);
        }
    }

    private void Apply(List<ILedgerChange> changes)
    {
        lock (_gate)
        {
            foreach (var change in changes)
                change.ApplyTo(_columns);
        }
    }
}
