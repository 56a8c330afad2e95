using System.Collections.Concurrent;
using Platform.Engagement.InApp;

namespace Platform.Engagement.Tests.InApp;

/// <summary>Plays health scoring's ingest, another process: it counts each id once, and may be away.</summary>
internal sealed class UsageElsewhere : IUsageClient
{
    public ConcurrentDictionary<string, (UserIdentity User, SdkEvent Event)> Taken { get; } =
        new(StringComparer.Ordinal);

    public bool IsAway { get; set; }

    public Task<IReadOnlyList<TakeSdkEventsRejection>?> SendAsync(
        UserIdentity user,
        IReadOnlyList<SdkEvent> used,
        CancellationToken ct
    )
    {
        if (IsAway)
            return Task.FromResult<IReadOnlyList<TakeSdkEventsRejection>?>(null);
        foreach (var one in used)
            Taken.TryAdd(one.Id!, (user, one));
        return Task.FromResult<IReadOnlyList<TakeSdkEventsRejection>?>([]);
    }
}
