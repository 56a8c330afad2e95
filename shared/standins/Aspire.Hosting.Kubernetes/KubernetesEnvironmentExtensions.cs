using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;

namespace Aspire.Hosting.Kubernetes
{
    /// <summary>The cluster that the application can be published to, with the real package.</summary>
    public sealed class KubernetesEnvironmentResource(string name) : Resource(name);
}

namespace Aspire.Hosting
{
    public static class KubernetesEnvironmentExtensions
    {
        public static IResourceBuilder<KubernetesEnvironmentResource> AddKubernetesEnvironment(this IDistributedApplicationBuilder builder, string name) =>
            builder.AddResource(new KubernetesEnvironmentResource(name));
    }
}
