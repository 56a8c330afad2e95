using Microsoft.Extensions.Logging;
using Platform.ServiceDefaults;

namespace Platform.ServiceKit.Organisation;

/// <summary>Runs a service's tasks, in the order in which they were added, at start and then every half minute: a new
/// day, or a deadline that has passed, is noticed at once.</summary>
public sealed class ScheduledJobs(
    IEnumerable<IScheduledJob> tasks,
    OrganisationCalendar day,
    ILogger<ScheduledJobs> logger
) : PeriodicBackgroundService(TimeSpan.FromSeconds(30), logger)
{
    /// <summary>All of them now; what fails is thrown.</summary>
    public async Task RunOnceAsync(CancellationToken ct)
    {
        foreach (var task in tasks)
            await task.RunAsync(day.Today, ct);
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        foreach (var task in tasks)
            await TryAsync(task.GetType().Name, stopping => task.RunAsync(day.Today, stopping), ct);
    }
}
