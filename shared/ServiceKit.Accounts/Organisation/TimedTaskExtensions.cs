using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Platform.ServiceKit.Organisation;

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
