using Microsoft.Extensions.Logging;
using Platform.ServiceKit.Hosting;

namespace Platform.ServiceKit.Calendar;

/// <summary>Something that time alone brings about. Runs often, and must do nothing the second time on the same day.</summary>
public interface IDailyTask
{
    Task RunAsync(DateOnly today, CancellationToken ct);
}

/// <summary>Runs a service's tasks at start, then every half minute: a new day, or a deadline that has passed, is noticed at once.</summary>
public sealed class DailyTurn(IEnumerable<IDailyTask> tasks, OrganisationCalendar day, ILogger<DailyTurn> logger) : RepeatedWork(TimeSpan.FromSeconds(30), logger)
{
    public async Task RunOnceAsync(CancellationToken ct)
    {
        foreach (var task in tasks) await task.RunAsync(day.Today, ct);
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        foreach (var task in tasks) await TryAsync(task.GetType().Name, stopping => task.RunAsync(day.Today, stopping), ct);
    }
}
