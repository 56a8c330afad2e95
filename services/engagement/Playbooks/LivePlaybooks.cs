using System.Collections.Concurrent;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Playbooks;

/// <summary>The definitions that are needed again and again, parsed: versions never change, and which ones are live is
/// read anew at most once a second and after each change here.</summary>
public sealed partial class LivePlaybooks(
    Database database,
    DefinitionCheck check,
    TimeProvider clock,
    ILogger<LivePlaybooks> logger
) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<(Guid, int), PlaybookDefinition> _definitions = new();
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Held? _held;

    /// <summary>Those that start runs now.</summary>
    public async Task<IReadOnlyList<LivePlaybook>> AllAsync(CancellationToken ct)
    {
        if (StillFresh() is { } fresh)
            return fresh;
        await _reading.WaitAsync(ct);
        try
        {
            return StillFresh() ?? await ReadAsync(ct);
        }
        finally
        {
            _reading.Release();
        }
    }

    private IReadOnlyList<LivePlaybook>? StillFresh() =>
        _held is { } held && clock.GetElapsedTime(held.At) < Fresh ? held.Playbooks : null;

    private async Task<IReadOnlyList<LivePlaybook>> ReadAsync(CancellationToken ct)
    {
        var at = clock.GetTimestamp();
        var rows = await database.QueryAsync<LiveRow>(Select, ct: ct);
        var all = new List<LivePlaybook>();
        foreach (var row in rows)
        {
            try
            {
                var definition = await GetAsync(row.Id, row.LiveVersion, ct);
                all.Add(new LivePlaybook(row.Id, row.Key, row.LiveVersion, row.Holdout, definition));
            }
            catch (InvalidOperationException unreadable)
            {
                // It speaks of an attribute that no account has any more; the others go on.
                LogUnreadable(row.Key, unreadable);
            }
        }

        _held = new Held(at, all);
        return all;
    }

    /// <summary>A version's definition.</summary>
    public async Task<PlaybookDefinition> GetAsync(Guid playbookId, int version, CancellationToken ct)
    {
        if (_definitions.TryGetValue((playbookId, version), out var known))
            return known;
        var row = await database.SingleOrDefaultAsync<VersionRow>(SelectVersion, new { playbookId, version }, ct)
            ?? throw new InvalidOperationException($"Playbook {playbookId} has no version {version}.");
        var definition = await check.ReadStoredAsync(row.Definition, row.Classes, ct);
        _definitions.TryAdd((playbookId, version), definition);
        return definition;
    }

    /// <summary>Reads anew what is live. Call it after the commit of a change.</summary>
    public void Forget()
    {
        _held = null;
        _definitions.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Playbook {Playbook} cannot be read and starts nothing")]
    private partial void LogUnreadable(string playbook, Exception exception);

    private sealed record Held(long At, IReadOnlyList<LivePlaybook> Playbooks);

    private sealed class LiveRow
    {
        public Guid Id { get; init; }
        public string Key { get; init; } = "";
        public int LiveVersion { get; init; }
        public decimal Holdout { get; init; }
    }

    private sealed class VersionRow
    {
        public string Definition { get; init; } = "";
        public string[] Classes { get; init; } = [];
    }

    private const string Select = "select id, key, live_version, holdout from playbook where status = 'live'";

    private const string SelectVersion = """
        select v.definition::text as definition, p.classes
        from playbook_version v join playbook p on p.id = v.playbook_id
        where v.playbook_id = @playbookId and v.number = @version
        """;
}
