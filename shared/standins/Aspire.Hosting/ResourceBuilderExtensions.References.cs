using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Gives the connection string as <c>ConnectionStrings__&lt;name of the source, or connectionName&gt;</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment =>
        builder.WithEnvironment(async context =>
        {
            var connectionString = await source.Resource.GetConnectionStringAsync(context.CancellationToken);
            if (connectionString is null)
            {
                if (optional) return;
                throw new DistributedApplicationException($"'{builder.Resource.Name}' needs the connection string of '{source.Resource.Name}', which is not running yet. Add WaitFor.");
            }
            context.EnvironmentVariables[source.Resource.ConnectionStringEnvironmentVariable ?? "ConnectionStrings__" + (connectionName ?? source.Resource.Name)] = connectionString;
        });

    /// <summary>Gives each endpoint's address, one per replica, as <c>services__&lt;source&gt;__&lt;endpoint&gt;__&lt;0…n&gt;</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment =>
        builder.WithEnvironment(context =>
        {
            foreach (var endpoint in source.Resource.Annotations.OfType<EndpointAnnotation>())
            {
                for (var replica = 0; replica < endpoint.AllocatedPorts.Count; replica++)
                    context.EnvironmentVariables[string.Create(CultureInfo.InvariantCulture, $"services__{source.Resource.Name}__{endpoint.Name}__{replica}")] = endpoint.AddressOf(replica);
            }
        });

    /// <summary>Starts the resource only when the other one is healthy.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport =>
        builder.WithAnnotation(new WaitAnnotation(dependency.Resource, WaitType.WaitUntilHealthy));
}
