using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project that AppHost refers to.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name) where TProject : IProjectMetadata, new() =>
        builder.AddResource(new ProjectResource(name)).WithAnnotation<IProjectMetadata>(new TProject());

    /// <inheritdoc cref="AddProject{TProject}(IDistributedApplicationBuilder, string)"/>
    /// <exception cref="NotSupportedException">A launch profile is named; null, for none, is all that is supported here.</exception>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, string? launchProfileName) where TProject : IProjectMetadata, new() =>
        launchProfileName is null
            ? builder.AddProject<TProject>(name)
            : throw new NotSupportedException($"Launch profiles are not read without the real Aspire packages: '{launchProfileName}' of '{name}'.");

    /// <inheritdoc cref="AddProject{TProject}(IDistributedApplicationBuilder, string, string?)"/>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, Action<ProjectResourceOptions> configure) where TProject : IProjectMetadata, new()
    {
        var options = new ProjectResourceOptions();
        configure(options);
        return builder.AddProject<TProject>(name, options.LaunchProfileName);
    }

    /// <summary>Runs the project that many times, each on ports of its own; who refers to it learns all addresses.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replicas);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }
}
