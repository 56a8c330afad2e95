using Platform.Accounts.Accounts;
using Platform.Accounts.Attributes;
using Platform.Accounts.Timeline;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Rules;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Segments;

/// <summary>Keeps who is in which segment. Runs in the transaction that changed what rules depend on, so membership is
/// never behind.</summary>
public sealed class SegmentMembership(TimelineWriter timeline, RequestContext context) : IReactToAccountChange
{
    // Changes of accounts share this lock, a change of a segment has it alone: neither can miss the other.
    private const string Lock = "accounts.segments";
    private const int PageSize = 5000;

    Task IReactToAccountChange.AfterChangeAsync(UnitOfWork work, IReadOnlyCollection<Guid> accounts) =>
        EvaluateAsync(work, accounts);

    /// <summary>Evaluates all segments for accounts that changed; to be called after the change, in its
    /// transaction.</summary>
    public async Task EvaluateAsync(UnitOfWork work, IReadOnlyCollection<Guid> accounts)
    {
        if (accounts.Count == 0)
            return;
        await work.LockSharedAsync(Lock);
        var segments = await work.QueryAsync<StoredSegment>("select id, name, rule from segment order by id");
        if (segments.Count == 0)
            return;
        var declared = await AttributeSchema.ReadAsync(work);
        var facts = await work.QueryAsync<AccountFacts>(
            $"{AccountFacts.Select} where account.id = any(@accounts) and merged_into is null",
            new { accounts = accounts.ToArray() }
        );
        await ApplyAsync(work, segments, WithDates(facts, declared), declared);
    }

    /// <summary>Evaluates one segment, new or with a new rule, for every account.</summary>
    public async Task EvaluateSegmentAsync(UnitOfWork work, Guid segment)
    {
        var segments = await work.QueryAsync<StoredSegment>(
            "select id, name, rule from segment where id = @segment",
            new { segment }
        );
        var declared = await AttributeSchema.ReadAsync(work);
        await foreach (var page in PagesAsync(work, declared))
            await ApplyAsync(work, segments, page, declared);
    }

    public static Task LockAloneAsync(UnitOfWork work) => work.LockAsync(Lock);

    /// <summary>All accounts that stand by themselves, in pages.</summary>
    internal async IAsyncEnumerable<IReadOnlyList<AccountFacts>> PagesAsync(
        UnitOfWork work,
        IReadOnlyList<AttributeDefinition> declared
    )
    {
        for (var after = Guid.Empty; ; )
        {
            var page = await work.QueryAsync<AccountFacts>(
                $"{AccountFacts.Select} where merged_into is null and account.id > @after order by account.id "
                    + $"limit {PageSize}",
                new { after }
            );
            if (page.Count == 0)
                yield break;
            yield return WithDates(page, declared);
            after = page[^1].Id;
        }
    }

    public async Task<DateOnly> TodayAsync(UnitOfWork work) =>
        await work.ScalarAsync<DateOnly>(
            "select (@Now at time zone time_zone)::date from calendar_setting",
            new { context.Now }
        );

    private async Task ApplyAsync(
        UnitOfWork work,
        IReadOnlyList<StoredSegment> segments,
        IReadOnlyList<AccountFacts> accounts,
        IReadOnlyList<AttributeDefinition> declared
    )
    {
        var today = await TodayAsync(work);
        var attributes = SegmentAttributes.All(declared);
        var ids = accounts.Select(account => account.Id).ToArray();
        var members = (
            await work.QueryAsync<Member>(
                "select segment_id, account_id from segment_member where account_id = any(@ids) and segment_id = "
                    + "any(@segments)",
                new { ids, segments = segments.Select(segment => segment.Id).ToArray() }
            )
        )
            .Select(row => (row.SegmentId, row.AccountId))
            .ToHashSet();

        var moves = new List<(StoredSegment Segment, Guid Account, bool Entered)>();
        foreach (var segment in segments)
        {
            // A stored rule was checked; it stops matching only if an attribute it names was since withdrawn, which is
            // not possible.
            if (!Rule.TryParse(segment.Rule, attributes, out var rule, out _))
                continue;
            foreach (var account in accounts)
            {
                var belongs = rule.Matches(account, today);
                if (belongs != members.Contains((segment.Id, account.Id)))
                    moves.Add((segment, account.Id, belongs));
            }
        }
        if (moves.Count > 0)
            await MoveAsync(work, moves);
    }

    private async Task MoveAsync(UnitOfWork work, List<(StoredSegment Segment, Guid Account, bool Entered)> moves)
    {
        var (entered, left) = (moves.FindAll(move => move.Entered), moves.FindAll(move => !move.Entered));
        await work.ExecuteAsync(
            "insert into segment_member (segment_id, account_id, since) select segment, account, @Now from "
                + "unnest(@Segments, @Accounts) as row (segment, account) on conflict do nothing",
            new
            {
                Segments = entered.Select(move => move.Segment.Id).ToArray(),
                Accounts = entered.Select(move => move.Account).ToArray(),
                context.Now,
            }
        );
        await work.ExecuteAsync(
            "delete from segment_member using unnest(@Segments, @Accounts) as row (segment, account) where "
                + "segment_id = segment and account_id = account",
            new
            {
                Segments = left.Select(move => move.Segment.Id).ToArray(),
                Accounts = left.Select(move => move.Account).ToArray(),
            }
        );
        await timeline.AppendAsync(
            work,
            [
                .. moves.Select(move => new TimelineEntry(
                    Guid.CreateVersion7(),
                    move.Account,
                    context.Now,
                    move.Entered ? "segment_entered" : "segment_left",
                    $"{(move.Entered ? "Entered" : "Left")} segment {move.Segment.Name}",
                    move.Segment.Id
                )),
            ]
        );
        await work.EnqueueAsync([
            .. moves.Select(move =>
                (
                    move.Entered
                        ? (DomainEvent)new SegmentEntered(move.Account, move.Segment.Id, move.Segment.Name)
                        : new SegmentLeft(move.Account, move.Segment.Id, move.Segment.Name),
                    move.Account
                )
            ),
        ]);
    }

    private static IReadOnlyList<AccountFacts> WithDates(
        IReadOnlyList<AccountFacts> accounts,
        IReadOnlyList<AttributeDefinition> declared
    )
    {
        var dates = declared
            .Where(attribute => attribute.Type == AttributeType.Date)
            .Select(attribute => attribute.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var account in accounts)
            account.DateAttributes = dates;
        return accounts;
    }

    private sealed class StoredSegment
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Rule { get; init; } = "";
    }

    private sealed class Member
    {
        public Guid SegmentId { get; init; }
        public Guid AccountId { get; init; }
    }
}
