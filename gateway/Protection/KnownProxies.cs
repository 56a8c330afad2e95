using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Platform.Gateway.Protection;

/// <summary>
/// The proxies in front of the gateway, by address (<c>Proxies:Addresses:0…n</c>) or network
/// (<c>Proxies:Networks:0…n</c>, such as 10.0.0.0/8): what they say in <c>X-Forwarded-For</c> is who calls, for limits
/// and audits. The header is read from its end, as far as it was written by one of them; from anybody else, and where
/// none is configured, it means nothing.
/// </summary>
internal static class KnownProxies
{
    public static void AddKnownProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var addresses = Read(configuration, "Proxies:Addresses", text =>
            IPAddress.TryParse(text, out var address) ? address : null
        );
        var networks = Read(configuration, "Proxies:Networks", text =>
            System.Net.IPNetwork.TryParse(text, out var network) ? network : (System.Net.IPNetwork?)null
        );
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            // Without any the middleware would believe everybody, so it stays away.
            options.ForwardedHeaders =
                addresses.Count + networks.Count == 0
                    ? ForwardedHeaders.None
                    : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.ForwardLimit = null;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var address in addresses)
                options.KnownProxies.Add(address);
            foreach (var network in networks)
                options.KnownIPNetworks.Add(network!.Value);
        });
    }

    public static void UseKnownProxies(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
        if (options.ForwardedHeaders != ForwardedHeaders.None)
            app.UseForwardedHeaders();
    }

    private static List<T> Read<T>(IConfiguration configuration, string section, Func<string, T?> parse) =>
        [
            .. configuration
                .GetSection(section)
                .GetChildren()
                .Select(child =>
                    parse(child.Value ?? "")
                    ?? throw new InvalidOperationException(
                        $"{child.Path} is '{child.Value}', which is no address (10.0.0.7) or network (10.0.0.0/8)."
                    )
                ),
        ];
}
