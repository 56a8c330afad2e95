using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;
using Platform.LocalServers;

namespace Aspire.Hosting.ApplicationModel
{
    /// <summary>A RabbitMQ server.</summary>
    public class RabbitMQServerResource(string name) : ContainerResource(name), IResourceWithConnectionString
    {
        public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
            new(Annotations.OfType<LocalServerAnnotation>().Single().Server?.ConnectionString);
    }
}

namespace Aspire.Hosting
{
    public static class RabbitMQBuilderExtensions
    {
        /// <summary>Adds a RabbitMQ server: the system's own, on loopback, with a generated password.</summary>
        /// <exception cref="NotSupportedException">A user name, password or port is given.</exception>
        public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null) =>
            userName is null && password is null && port is null
                ? builder.AddResource(new RabbitMQServerResource(name)).WithAnnotation(new LocalServerAnnotation(directory => new RabbitMqServer(directory)))
                : throw new NotSupportedException($"User name, password and port of '{name}' are chosen by the stand-in: leave them out.");

        /// <summary>Offers the management API; here it always is there (its address: connections.json, rabbitmq-management).</summary>
        public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(this IResourceBuilder<RabbitMQServerResource> builder) => builder;

        /// <summary>Keeps the data from start to start; here it is always kept, in the instance's data directory.</summary>
        public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false) =>
            isReadOnly ? throw new NotSupportedException("A read-only data volume needs the real package.") : builder;
    }
}
