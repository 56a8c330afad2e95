using Platform.ServiceDefaults;

namespace Platform.Engagement.InApp;

/// <summary>Looks each second whether another process changed what is live.</summary>
internal sealed class FollowLiveInApp(LiveInApp live, ILogger<FollowLiveInApp> logger)
    : PeriodicBackgroundService(TimeSpan.FromSeconds(1), logger)
{
    protected override Task TurnAsync(CancellationToken ct) => live.FollowAsync(ct);
}
