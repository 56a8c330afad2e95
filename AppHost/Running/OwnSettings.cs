using Microsoft.Extensions.Configuration;

namespace Platform.AppHost.Running;

internal static class OwnSettings
{
    /// <summary>appsettings.json beside AppHost's project, whatever directory it is started in; below variables and
    /// arguments.</summary>
    internal static ConfigurationManager WithOwnSettings(this IDistributedApplicationBuilder builder)
    {
        var settings = (ConfigurationManager)builder.Configuration;
        var own = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(builder.AppHostDirectory, "appsettings.json"))
            .Build();
        // One by one: another source would load all again, which what Aspire has read from a stream (when publishing)
        // cannot.
        foreach (var (key, value) in own.AsEnumerable().Where(setting => setting.Value is not null))
            settings[key] ??= value;
        return settings;
    }
}
