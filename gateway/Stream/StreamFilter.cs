using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Platform.Gateway.Feed;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Stream;

/// <summary>Which events a client asked for; what it does not name, it gets all of.</summary>
public sealed record StreamFilter(IReadOnlySet<string>? Types, Guid? Account, string? Owner)
{
    /// <summary>What each batch gives by filter, for as long as somebody holds the batch.</summary>
    private static readonly ConditionalWeakTable<
        IReadOnlyList<LoggedEvent>,
        ConcurrentDictionary<string, IReadOnlyList<LoggedEvent>>
    > Lists = [];

    private readonly string _key =
        $"{Owner}\n{string.Join(',', (Types ?? new HashSet<string>()).Order(StringComparer.Ordinal))}";

    public bool IsEverything => Types is null && Account is null && Owner is null;

    public bool Matches(LoggedEvent logged) =>
        (Types is null || Types.Contains(logged.Type))
        && (Account is null || logged.AccountId == Account)
        && (Owner is null || logged.Owner == Owner);

    /// <summary>
    /// Those of the batch that match: the batch itself where all do, null where none does. Clients that ask for the
    /// same share one list; only filters by account, of which each client has another, make their own.
    /// </summary>
    public IReadOnlyList<LoggedEvent>? Of(IReadOnlyList<LoggedEvent> batch)
    {
        if (IsEverything)
            return batch;
        var matching = Account is null
            ? Lists
                .GetOrCreateValue(batch)
                .GetOrAdd(_key, static (_, of) => of.Filter.Select(of.Batch), (Filter: this, Batch: batch))
            : Select(batch);
        return matching.Count == 0 ? null : matching;
    }

    private IReadOnlyList<LoggedEvent> Select(IReadOnlyList<LoggedEvent> batch)
    {
        List<LoggedEvent>? matching = null;
        foreach (var logged in batch)
        {
            if (Matches(logged))
                (matching ??= []).Add(logged);
        }

        return matching is null ? []
            : matching.Count == batch.Count ? batch
            : matching;
    }

    /// <param name="types">Wire names, comma-separated; <c>accounts.*</c> stands for all that begin so.</param>
    /// <exception cref="ProblemException">400 where a name is none of ours.</exception>
    public static StreamFilter Read(string? types, Guid? account, string? owner)
    {
        if (string.IsNullOrWhiteSpace(types))
            return new StreamFilter(null, account, owner);

        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in types.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            wanted.UnionWith(EventNames.Expand(name, "types"));
        return new StreamFilter(wanted, account, owner);
    }
}
