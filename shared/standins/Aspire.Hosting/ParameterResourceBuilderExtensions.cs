using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting;

public static class ParameterResourceBuilderExtensions
{
    /// <summary>A value that configuration must give as <c>Parameters:&lt;name&gt;</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, _ => Configured(builder, name)
            ?? throw new DistributedApplicationException($"Parameter resource could not be used because configuration key 'Parameters:{name}' is missing and the Parameter has no default value."), secret));

    /// <summary>A value given here.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, _ => value, secret));

    /// <summary>A value with a default. A generated one is kept in the data directory with <paramref name="persist"/> (Aspire keeps it in the user's secrets).</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false) =>
        builder.AddResource(new ParameterResource(name,
            fallback => Configured(builder, name) ?? (persist ? DataDirectory.KeptParameter(builder, name, fallback!.GetDefaultValue) : fallback!.GetDefaultValue()), secret)
        {
            Default = value,
        });

    private static string? Configured(IDistributedApplicationBuilder builder, string name) => builder.Configuration[$"Parameters:{name}"];
}
