using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace Platform.AppHost.Running;

internal static class OwnSettings
{
    /// <summary>appsettings.json beside AppHost's project, whatever directory it is started in; below variables and arguments.</summary>
    internal static ConfigurationManager WithOwnSettings(this IDistributedApplicationBuilder builder)
    {
        var settings = (ConfigurationManager)builder.Configuration;
        settings.Sources.Insert(0, new JsonConfigurationSource
        {
            FileProvider = new PhysicalFileProvider(builder.AppHostDirectory),
            Path = "appsettings.json",
        });
        return settings;
    }
}
