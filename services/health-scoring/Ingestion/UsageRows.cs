using System.Runtime.InteropServices;
using System.Text;
using Platform.HealthScoring.Features;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Ingestion;

/// <summary>The events of some messages, each id once, in the order of ids (so that consumers that meet in the ledger
/// wait
/// for each other in one order), ready to be copied.</summary>
internal sealed class UsageRows
{
    private readonly List<Guid> _accounts = [];
    private readonly List<(Guid Account, byte[] User)> _unknown = [];
    private readonly Dictionary<(Guid, byte[]), int> _unknownNumbers = new(ProductUsers.ActorComparer.Instance);
    private readonly HashSet<int> _days = [];
    private Row[] _rows = [];
    private Guid[] _ids = [];
    private int[] _order = [];
    private bool _anyDenied;
    private readonly Dictionary<(Guid Account, string Team), int> _teams = [];

    /// <summary><paramref name="User"/> is the user's number, or the complement of its place among the
    /// unknown.</summary>
    [StructLayout(LayoutKind.Auto)]
    private record struct Row(
        int Account,
        int User,
        int Feature,
        int Day,
        int Slot,
        long Quantity,
        long AtMs,
        long ReceivedMs,
        bool IsDenied
    );

    public int Count => _order.Length;

    public Guid[] Ids => _ids;

    public IReadOnlyCollection<int> Days => _days;

    /// <summary>Teams that the events name, with the first day of each.</summary>
    public IReadOnlyDictionary<(Guid Account, string Team), int> Teams => _teams;

    public static async Task<UsageRows> GatherAsync(
        IReadOnlyList<BatchMessage> messages,
        ProductUsers users,
        FeatureCatalogue features,
        UsageCalendar calendar,
        CancellationToken ct
    )
    {
        var gathered = new UsageRows();
        var (rows, ids, count) = (
            new Row[messages.Sum(m => m.Events.Length)],
            new Guid[messages.Sum(m => m.Events.Length)],
            0
        );
        var accountNumbers = new Dictionary<Guid, int>();
        foreach (var message in messages)
        {
            var featureNumbers = await features.NumbersAsync(message.Features, ct);
            gathered.Append(message, featureNumbers, accountNumbers, users, calendar, rows, ids, ref count);
        }

        // Of a repeated id the first counts. Positions move with the ids, the rows stay where they are.
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        Array.Sort(ids, order);
        var kept = 0;
        for (var i = 0; i < count; i++)
            if (kept == 0 || ids[kept - 1] != ids[i])
                (ids[kept], order[kept++]) = (ids[i], order[i]);
            else
                order[kept - 1] = Math.Min(order[kept - 1], order[i]);
        gathered._rows = rows;
        gathered._ids = kept == count ? ids : ids[..kept];
        gathered._order = kept == count ? order : order[..kept];
        return gathered;
    }

    private void Append(
        BatchMessage message,
        int[] featureNumbers,
        Dictionary<Guid, int> accountNumbers,
        ProductUsers users,
        UsageCalendar calendar,
        Row[] rows,
        Guid[] ids,
        ref int count
    )
    {
        var accounts = new int[message.Accounts.Length];
        for (var i = 0; i < accounts.Length; i++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(
                accountNumbers,
                message.Accounts[i],
                out var known
            );
            if (!known)
            {
                number = _accounts.Count;
                _accounts.Add(message.Accounts[i]);
            }
            accounts[i] = number;
        }
        var actors = new (int Account, int User)[message.Actors.Length];
        for (var i = 0; i < actors.Length; i++)
        {
            var (account, user) = message.Actors[i];
            actors[i] = (
                accounts[account],
                users.TryGet(message.Accounts[account], user, out var number)
                    ? number
                    : ~Unknown((message.Accounts[account], user))
            );
        }
        var lastDay = -1;
        foreach (ref readonly var item in message.Events.AsSpan())
        {
            var (day, slot) = calendar.Place(item.OccurredAtMs);
            if (day != lastDay)
                _days.Add(lastDay = day);
            var (account, user) = actors[item.Actor];
            rows[count] = new Row(
                account,
                user,
                featureNumbers[item.Feature],
                day,
                slot,
                item.Quantity,
                item.OccurredAtMs,
                message.ReceivedAtMs,
                item.IsDenied
            );
            _anyDenied |= item.IsDenied;
            ids[count++] = item.Id;
        }
        foreach (var team in message.Teams)
        {
            var key = (message.Accounts[team.Account], Encoding.UTF8.GetString(team.Team));
            var (day, _) = calendar.Place(team.FirstAtMs);
            if (!_teams.TryGetValue(key, out var first) || day < first)
                _teams[key] = day;
        }
    }

    /// <summary>Attempts that the product refused, by account, day, user and feature.</summary>
    public IReadOnlyList<DeniedAttempts> Denied() =>
        !_anyDenied
            ? []
            :
            [
                .. _order
                    .Select(i => _rows[i])
                    .Where(r => r.IsDenied)
                    .GroupBy(r => (r.Account, r.Day, r.User, r.Feature))
                    .Select(g => new DeniedAttempts(
                        _accounts[g.Key.Account],
                        DateOnly.FromDayNumber(g.Key.Day),
                        g.Key.User,
                        g.Key.Feature,
                        g.Count()
                    )),
            ];

    private int Unknown((Guid Account, byte[] User) actor)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_unknownNumbers, actor, out var known);
        if (!known)
        {
            number = _unknown.Count;
            _unknown.Add(actor);
        }
        return number;
    }

    public void Drop(HashSet<Guid> known)
    {
        var kept = 0;
        for (var i = 0; i < _ids.Length; i++)
            if (!known.Contains(_ids[i]))
                (_ids[kept], _order[kept++]) = (_ids[i], _order[i]);
        (_ids, _order) = (_ids[..kept], _order[..kept]);
    }

    /// <summary>Those who have an event among the rows that are left.</summary>
    public List<(Guid Account, byte[] User)> UnknownUsers()
    {
        if (_unknown.Count == 0)
            return [];
        var wanted = new bool[_unknown.Count];
        foreach (var i in _order)
            if (_rows[i].User < 0)
                wanted[~_rows[i].User] = true;
        return [.. _unknown.Where((_, i) => wanted[i])];
    }

    public void Number(Dictionary<(Guid Account, byte[] User), int> numbers)
    {
        foreach (var i in _order)
            if (_rows[i].User < 0)
                _rows[i].User = numbers[_unknown[~_rows[i].User]];
    }

    public void WriteIds(CopyBuffer copy)
    {
        copy.Reset();
        foreach (var id in _ids)
        {
            copy.StartRow(1);
            copy.Write(id);
        }
    }

    public void WriteEvents(CopyBuffer copy)
    {
        copy.Reset();
        for (var i = 0; i < _order.Length; i++)
        {
            ref readonly var row = ref _rows[_order[i]];
            if (row.IsDenied)
                continue;
            copy.StartRow(8);
            copy.Write(_accounts[row.Account]);
            copy.WriteDay(row.Day);
            copy.Write(_ids[i]);
            copy.WriteInstant(row.AtMs);
            copy.Write(row.User);
            copy.Write(row.Feature);
            copy.Write(row.Quantity);
            copy.WriteInstant(row.ReceivedMs);
        }
    }

    /// <summary>One row per shard that has events.</summary>
    public void WriteDeltas(CopyBuffer copy)
    {
        // By account, in one pass to count and one to place.
        var ends = new int[_accounts.Count + 1];
        var used = _anyDenied ? Array.FindAll(_order, i => !_rows[i].IsDenied) : _order;
        foreach (var i in used)
            ends[_rows[i].Account + 1]++;
        for (var i = 1; i < ends.Length; i++)
            ends[i] += ends[i - 1];
        var events = new DeltaEvent[used.Length];
        var next = ends.AsSpan(0, _accounts.Count).ToArray();
        foreach (var i in used)
        {
            ref readonly var row = ref _rows[i];
            events[next[row.Account]++] = new DeltaEvent(
                row.User,
                row.Feature,
                row.Day,
                row.Slot,
                row.Quantity,
                row.AtMs
            );
        }

        var deltas = new UsageDelta?[UsageDelta.Shards];
        for (var account = 0; account < _accounts.Count; account++)
            if (ends[account + 1] > ends[account])
                (deltas[UsageDelta.ShardOf(_accounts[account])] ??= new UsageDelta()).Add(
                    _accounts[account],
                    events.AsSpan(ends[account]..ends[account + 1])
                );
        copy.Reset();
        for (short shard = 0; shard < deltas.Length; shard++)
        {
            if (deltas[shard] is not { } delta)
                continue;
            copy.StartRow(2);
            copy.Write(shard);
            copy.Write(delta.Body.Span);
        }
    }
}
