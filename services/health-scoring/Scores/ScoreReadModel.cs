using System.Data;
using System.Runtime.CompilerServices;
using Npgsql;
using Platform.HealthScoring.Scorecards.Library;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Data;

namespace Platform.HealthScoring.Scores;

/// <summary>Every account's score as of a day, in the order of ids, from packed windows in double precision: a second
/// or two for hundreds of thousands of accounts, in bounded memory. Writes nothing.</summary>
public sealed class ScoreReadModel(Database database, ScorecardLibrary scorecards)
{
    /// <summary>Accounts at a time: some three megabytes of windows.</summary>
    public const int Chunk = 4_096;

    private static readonly Guid LastOfAll = Guid.Parse("ffffffff-ffff-ffff-ffff-ffffffffffff");

    /// <summary>By chunks, from the account after <paramref name="after"/> to <paramref name="last"/>; all of them if
    /// neither is given.</summary>
    public async IAsyncEnumerable<BookScore[]> ReadAsync(
        DateOnly asOf,
        [EnumeratorCancellation] CancellationToken ct,
        Guid after = default,
        Guid? last = null
    )
    {
        var pages = await PagesAsync(asOf, ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        while (true)
        {
            // One snapshot for a chunk, so that a window and the days after it are of one moment.
            await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            var scores = await pages.ReadAsync(connection, after, last ?? LastOfAll, Chunk, ct);
            await snapshot.CommitAsync(ct);
            if (scores.Length == 0)
                yield break;
            yield return scores;
            after = scores[^1].AccountId;
        }
    }

    /// <summary>The next accounts only, in the caller's transaction.</summary>
    public async Task<BookScore[]> ReadAsync(
        NpgsqlConnection connection,
        DateOnly asOf,
        Guid after,
        int most,
        CancellationToken ct
    ) => await (await PagesAsync(asOf, ct)).ReadAsync(connection, after, LastOfAll, most, ct);

    private async Task<BookPages> PagesAsync(DateOnly asOf, CancellationToken ct)
    {
        var core = (await database.QueryAsync<int>("select number from feature where core", null, ct)).ToHashSet();
        return new BookPages(asOf, new WindowKernel(asOf, core), await scorecards.ActiveAsync(ct));
    }
}
