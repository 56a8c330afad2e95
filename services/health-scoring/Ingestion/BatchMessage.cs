using System.Runtime.InteropServices;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Ingestion;

/// <summary>
/// A batch as it travels through the queue: about 24 bytes an event instead of 150 of JSON. Version, time received,
/// tables of accounts (16 bytes), actors (account, user text) and features (text), then per event its id (16 bytes),
/// actor, feature, quantity and the step in time from the event before. Where there are any, refused attempts (places
/// of events) and teams (account, text, first seen) follow.
/// </summary>
public sealed class BatchMessage
{
    private const byte Version = 1;

    public required long ReceivedAtMs { get; init; }
    public required Guid[] Accounts { get; init; }
    public required Actor[] Actors { get; init; }
    public required byte[][] Features { get; init; }
    public required MessageEvent[] Events { get; init; }

    /// <summary>Teams that events of the batch name.</summary>
    public TeamSeen[] Teams { get; init; } = [];

    /// <summary>A product user of one of the message's accounts.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Actor(int Account, byte[] User);

    [StructLayout(LayoutKind.Auto)]
    public readonly record struct MessageEvent(
        Guid Id,
        int Actor,
        int Feature,
        long Quantity,
        long OccurredAtMs,
        bool IsDenied = false
    );

    /// <summary>A team of one of the message's accounts, and when the first of the batch's events was.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct TeamSeen(int Account, byte[] Team, long FirstAtMs);

    /// <summary>Encodes the events whose account was found; <paramref name="accounts"/> holds the id per account of the
    /// batch, or null.</summary>
    public static ReadOnlyMemory<byte> Encode(EventBatch batch, IReadOnlyList<Guid?> accounts, long receivedAtMs)
    {
        var events = CollectionsMarshal.AsSpan(batch.Events);
        var actors = new List<(int Account, int User)>();
        var actorNumbers = new Dictionary<long, int>(events.Length);
        var actorOf = new int[events.Length];
        var (kept, size) = (
            0,
            64
                + batch.Accounts.All.Count * 16
                + batch.Features.All.Sum(f => f.Length + 5)
                + events.Length * (16 + 3 * Varint.MostBytes + 5)
        );
        for (var i = 0; i < events.Length; i++)
        {
            var (account, user) = (events[i].Account, events[i].User);
            if (accounts[account] is null)
            {
                actorOf[i] = -1;
                continue;
            }
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(
                actorNumbers,
                ((long)account << 32) | (uint)user,
                out var known
            );
            if (!known)
            {
                number = actors.Count;
                actors.Add((account, user));
                size += batch.Users.All[user].Length + 2 * Varint.MostBytes;
            }
            actorOf[i] = number;
            kept++;
        }

        var buffer = new byte[size];
        buffer[0] = Version;
        var n = 1;
        Number(buffer, ref n, (ulong)receivedAtMs);
        Number(buffer, ref n, (ulong)accounts.Count);
        foreach (var account in accounts)
        {
            (account ?? Guid.Empty).TryWriteBytes(buffer.AsSpan(n), bigEndian: true, out _);
            n += 16;
        }
        Number(buffer, ref n, (ulong)actors.Count);
        foreach (var (account, user) in actors)
        {
            Number(buffer, ref n, (ulong)account);
            Bytes(buffer, ref n, batch.Users.All[user]);
        }
        Number(buffer, ref n, (ulong)batch.Features.All.Count);
        foreach (var feature in batch.Features.All)
            Bytes(buffer, ref n, feature);
        Number(buffer, ref n, (ulong)kept);
        var before = receivedAtMs;
        for (var i = 0; i < events.Length; i++)
        {
            if (actorOf[i] < 0)
                continue;
            ref readonly var item = ref events[i];
            item.Id.TryWriteBytes(buffer.AsSpan(n), bigEndian: true, out _);
            n += 16;
            Number(buffer, ref n, (ulong)actorOf[i]);
            Number(buffer, ref n, (ulong)item.Feature);
            Number(buffer, ref n, (ulong)item.Quantity);
            Number(buffer, ref n, Varint.ZigZag(item.OccurredAtMs - before));
            before = item.OccurredAtMs;
        }
        return EncodeRare(batch, accounts, receivedAtMs) is { Length: > 0 } rare
            ? (byte[])[.. buffer.AsSpan(0, n), .. rare]
            : buffer.AsMemory(0, n);
    }

    /// <summary>What hardly any batch has.</summary>
    private static byte[] EncodeRare(EventBatch batch, IReadOnlyList<Guid?> accounts, long receivedAtMs)
    {
        var (denied, teams, kept) = (new List<int>(), new Dictionary<(int Account, int Team), long>(), 0);
        foreach (ref readonly var item in CollectionsMarshal.AsSpan(batch.Events))
        {
            if (accounts[item.Account] is null)
                continue;
            if (item.IsDenied)
                denied.Add(kept);
            else if (item.Team > 0)
            {
                ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(
                    teams,
                    (item.Account, item.Team - 1),
                    out var known
                );
                if (!known || item.OccurredAtMs < first)
                    first = item.OccurredAtMs;
            }
            kept++;
        }
        if (denied.Count + teams.Count == 0)
            return [];

        var texts = batch.Teams.All;
        var buffer = new byte[
            (2 + denied.Count + 3 * teams.Count) * Varint.MostBytes + teams.Keys.Sum(t => texts[t.Team].Length)
        ];
        var n = 0;
        Number(buffer, ref n, (ulong)denied.Count);
        foreach (var place in denied)
            Number(buffer, ref n, (ulong)place);
        Number(buffer, ref n, (ulong)teams.Count);
        foreach (var ((account, team), first) in teams)
        {
            Number(buffer, ref n, (ulong)account);
            Bytes(buffer, ref n, texts[team]);
            Number(buffer, ref n, Varint.ZigZag(first - receivedAtMs));
        }
        return buffer[..n];
    }

    /// <exception cref="InvalidDataException">The bytes are no message of a version that this program
    /// reads.</exception>
    public static BatchMessage Decode(ReadOnlySpan<byte> body)
    {
        try
        {
            if (body.IsEmpty || body[0] != Version)
                throw new InvalidDataException(
                    $"A usage message has version {(body.IsEmpty ? "none" : body[0])}; this program reads {Version}."
                );
            var at = 1;
            var received = (long)Varint.Read(body, ref at);
            var accounts = new Guid[Count(body, ref at, 16)];
            for (var i = 0; i < accounts.Length; i++)
                accounts[i] = Id(body, ref at);
            var actors = new Actor[Count(body, ref at, 2)];
            for (var i = 0; i < actors.Length; i++)
                actors[i] = new Actor(Below(accounts.Length, Varint.Read(body, ref at)), Text(body, ref at));
            var features = new byte[Count(body, ref at, 1)][];
            for (var i = 0; i < features.Length; i++)
                features[i] = Text(body, ref at);
            var events = new MessageEvent[Count(body, ref at, 20)];
            var before = received;
            for (var i = 0; i < events.Length; i++)
            {
                var id = Id(body, ref at);
                var actor = Below(actors.Length, Varint.Read(body, ref at));
                var feature = Below(features.Length, Varint.Read(body, ref at));
                var quantity = (long)Varint.Read(body, ref at);
                before += Varint.UnZigZag(Varint.Read(body, ref at));
                events[i] = new MessageEvent(id, actor, feature, quantity, before);
            }
            var teams = at < body.Length ? DecodeRare(body, ref at, events, accounts.Length, received) : [];
            return new BatchMessage
            {
                ReceivedAtMs = received,
                Accounts = accounts,
                Actors = actors,
                Features = features,
                Events = events,
                Teams = teams,
            };
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new InvalidDataException("A usage message breaks off.", exception);
        }
    }

    private static TeamSeen[] DecodeRare(
        ReadOnlySpan<byte> body,
        ref int at,
        MessageEvent[] events,
        int accounts,
        long received
    )
    {
        for (var left = Count(body, ref at, 1); left > 0; left--)
        {
            ref var item = ref events[Below(events.Length, Varint.Read(body, ref at))];
            item = item with { IsDenied = true };
        }
        var teams = new TeamSeen[Count(body, ref at, 3)];
        for (var i = 0; i < teams.Length; i++)
            teams[i] = new TeamSeen(
                Below(accounts, Varint.Read(body, ref at)),
                Text(body, ref at),
                received + Varint.UnZigZag(Varint.Read(body, ref at))
            );
        return teams;
    }

    private static void Number(Span<byte> buffer, ref int n, ulong value) => n += Varint.Write(buffer[n..], value);

    private static void Bytes(Span<byte> buffer, ref int n, byte[] bytes)
    {
        Number(buffer, ref n, (ulong)bytes.Length);
        bytes.CopyTo(buffer[n..]);
        n += bytes.Length;
    }

    private static Guid Id(ReadOnlySpan<byte> body, ref int at)
    {
        var id = new Guid(body.Slice(at, 16), bigEndian: true);
        at += 16;
        return id;
    }

    private static byte[] Text(ReadOnlySpan<byte> body, ref int at)
    {
        var length = Count(body, ref at, 1);
        var text = body.Slice(at, length).ToArray();
        at += length;
        return text;
    }

    /// <summary>A count that the rest of the body can hold, so that a damaged one does not allocate the
    /// world.</summary>
    private static int Count(ReadOnlySpan<byte> body, ref int at, int leastBytesEach)
    {
        var count = Varint.Read(body, ref at);
        if (count > (ulong)(body.Length - at) / (ulong)leastBytesEach)
            throw new InvalidDataException($"A usage message counts {count} entries in {body.Length - at} bytes.");
        return (int)count;
    }

    private static int Below(int limit, ulong number) =>
        number < (ulong)limit
            ? (int)number
            : throw new InvalidDataException($"A usage message refers to entry {number} of {limit}.");
}
