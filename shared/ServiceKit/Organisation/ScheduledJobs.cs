using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Platform.ServiceKit.Hosting;

namespace Platform.ServiceKit.Organisation;

/// <summary>Something that time alone brings about. Runs often, and must do nothing the second time.</summary>
public interface IScheduledJob
{
    /// <param name="today">The organisation's day; a task that goes by the instant takes the clock.</param>
    Task RunAsync(DateOnly today, CancellationToken ct);
}

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

public static class TimedTaskExtensions
{
    /// <summary>Adds a task behind those added before; it needs
    /// <see cref="OrganisationExtensions.AddOrganisation"/>.</summary>
    public static IServiceCollection AddTimedTask<TTask>(this IServiceCollection services)
        where TTask : class, IScheduledJob
    {
        if (services.All(service => service.ServiceType != typeof(ScheduledJobs)))
            services
                .AddSingleton<ScheduledJobs>()
                .AddHostedService(provider => provider.GetRequiredService<ScheduledJobs>());
        services.TryAddSingleton<TTask>();
        return services.AddSingleton<IScheduledJob>(provider => provider.GetRequiredService<TTask>());
    }
}
