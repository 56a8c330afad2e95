using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults;

namespace Platform.ServiceKit.Organisation;

/// <summary>A change is told to one replica of a service; the others find it in their common database.</summary>
internal sealed class FollowCalendar(OrganisationCalendar calendar, ILogger<FollowCalendar> logger)
    : PeriodicBackgroundService(TimeSpan.FromSeconds(5), logger)
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await calendar.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task TurnAsync(CancellationToken ct) => calendar.RefreshAsync(ct);
}
