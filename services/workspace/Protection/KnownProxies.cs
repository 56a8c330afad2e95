using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Platform.Workspace.Protection;

/// <summary>
/// What known proxies say in <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> holds; from anybody else, and where
/// none is configured, it means nothing.
/// </summary>
internal sealed class KnownProxies(IOptions<KnownProxiesOptions> configured)
    : IConfigureOptions<ForwardedHeadersOptions>
{
    public void Configure(ForwardedHeadersOptions options)
    {
        var proxies = configured.Value;
        // Without any the middleware would believe everybody, so it stays away.
        options.ForwardedHeaders =
            proxies.Addresses.Count + proxies.Networks.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        options.ForwardLimit = null;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var address in proxies.Addresses)
            options.KnownProxies.Add(IPAddress.Parse(address));
        foreach (var network in proxies.Networks)
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
    }
}
