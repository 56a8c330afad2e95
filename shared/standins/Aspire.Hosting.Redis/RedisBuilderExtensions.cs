using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;
using Platform.LocalServers;

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>A Redis server.</summary>
    public class RedisResource(string name) : ContainerResource(name), IResourceWithConnectionString
    {
        public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
            new(Annotations.OfType<LocalServerAnnotation>().Single().Server?.ConnectionString);
    }
}

namespace Aspire.Hosting
{
    public static class RedisBuilderExtensions
    {
        /// <summary>Adds a Redis server: the system's own, on loopback, with a generated password.</summary>
        /// <exception cref="NotSupportedException">A password or port is given.</exception>
        public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null) =>
            port is null && password is null
                ? builder.AddResource(new RedisResource(name)).WithAnnotation(new LocalServerAnnotation(directory => new RedisServer(directory)))
                : throw new NotSupportedException($"Port and password of '{name}' are chosen by the stand-in: leave them out.");

        /// <summary>Keeps the data from start to start; here it is always kept, in the instance's data directory.</summary>
        public static IResourceBuilder<RedisResource> WithDataVolume(this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false) =>
            isReadOnly ? throw new NotSupportedException("A read-only data volume needs the real package.") : builder;
    }
}
