using System.Runtime.CompilerServices;
using Platform.HealthScoring.Accounts;
using Platform.HealthScoring.Usage;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Insights;

/// <summary>Reads accounts with their use, chunk by chunk. Past a number of accounts it takes a sample, always the same
/// one, and says so.</summary>
public sealed class InsightReadModel(Database database)
{
    /// <summary>Enough for any share to be known to a percent or so: a year of their use is three and a half million
    /// days, which is what can be read while a person waits. Our own choice.</summary>
    public const int MostAccounts = 10_000;

    private const int Chunk = 100;

    /// <summary>Null when the size exists or none is given; else the problem.</summary>
    public Task<Problem?> CheckSizeAsync(string? size, CancellationToken ct) =>
        KnownSizes.CheckAsync(database, "size", size, ct);

    /// <summary>
    /// The first day of which any use is recorded; null where there is none. Who was seen on it did not begin on it.
    /// </summary>
    public Task<DateOnly?> FirstRecordedDayAsync(CancellationToken ct) =>
        StoredDays.FirstRecordedDayAsync(database, ct);

    public async Task<IReadOnlyList<InsightAccount>> AccountsAsync(string? size, CancellationToken ct) =>
        await database.QueryAsync<InsightAccount>(Accounts, new { size, MostAccounts }, ct);

    /// <summary>For what is told by accounts alone, without their use: never a sample.</summary>
    public async Task<IReadOnlyList<InsightAccount>> AllAccountsAsync(string? size, CancellationToken ct) =>
        await database.QueryAsync<InsightAccount>(Accounts, new { size, MostAccounts = int.MaxValue }, ct);

    /// <summary>Of these accounts those that the sample has.</summary>
    public Task<IReadOnlyList<Guid>> SampleAsync(IEnumerable<Guid> accounts, CancellationToken ct) =>
        database.QueryAsync<Guid>(
            $"select account_id from unnest(@Ids) as t (account_id) {InSampleOrder}",
            new { Ids = accounts.ToArray(), MostAccounts },
            ct
        );

    public async Task<IReadOnlyDictionary<int, string>> FeaturesAsync(CancellationToken ct) =>
        (await database.QueryAsync<Feature>("select number, name from feature", null, ct)).ToDictionary(
            f => f.Number,
            f => f.Name
        );

    /// <summary>Days with use of each account over its span; accounts without any are left out.</summary>
    public async IAsyncEnumerable<IReadOnlyList<StoredDay>> DaysAsync(
        IEnumerable<AccountSpan> spans,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        // While one chunk is looked at, the next is read.
        Task<IReadOnlyList<StoredDay>>? ahead = null;
        try
        {
            foreach (var chunk in spans.Chunk(Chunk).Append([]))
            {
                var current = ahead;
                ahead = chunk.Length == 0 ? null : Task.Run(() => StoredDays.CopyAsync(database, chunk, ct), ct);
                if (current is null)
                    continue;
                foreach (var account in (await current).GroupBy(d => d.AccountId))
                    yield return [.. account];
            }
        }
        finally
        {
            if (ahead is not null)
                await ahead.ContinueWith(
                    _ => { },
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default
                );
        }
    }

    private sealed class Feature
    {
        public int Number { get; init; }
        public string Name { get; init; } = "";
    }

    // Always the same order, and one that has nothing to do with the account.
    private const string InSampleOrder = "order by md5(account_id::text) limit @MostAccounts";

    private const string Accounts = $"""
        select a.account_id, a.segment as size, a.customer_since as signed_up, a.paid_since,
            (select min(o.decided_on) from outcome o
                where o.account_id = a.account_id and o.kind = 'churned') as churned_on
        from account a where @size::text is null or a.segment = @size
        {InSampleOrder}
        """;
}
