using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;

namespace Aspire.Hosting.Docker
{
    /// <summary>The Compose file that the application can be published to, with the real package.</summary>
    public class DockerComposeEnvironmentResource(string name) : Resource(name);
}

namespace Aspire.Hosting
{
    public static class DockerComposeEnvironmentExtensions
    {
        public static IResourceBuilder<DockerComposeEnvironmentResource> AddDockerComposeEnvironment(this IDistributedApplicationBuilder builder, string name) =>
            builder.AddResource(new DockerComposeEnvironmentResource(name));
    }
}
