using System.Net;
using System.Text.Json.Nodes;
using Yarp.ReverseProxy;

namespace Platform.Gateway.Proxy;

/// <summary>Asks a service for a document of its own, by the gateway itself.</summary>
internal static class UpstreamDocuments
{
    /// <exception cref="HttpRequestException">No replica of the service answers, or not with 200.</exception>
    public static async Task<JsonObject?> GetJsonAsync(
        this IProxyStateLookup proxy,
        string service,
        string path,
        CancellationToken ct
    )
    {
        if (
            !proxy.TryGetCluster(UpstreamCluster.ReadsOf(service), out var cluster)
            || cluster.DestinationsState.AvailableDestinations is not [var replica, ..]
        )
            throw new HttpRequestException($"No address of {service} is known.");

        using var request = new HttpRequestMessage(HttpMethod.Get, $"{replica.Model.Config.Address}{path}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await cluster.Model.HttpClient.SendAsync(request, ct);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>(ct);
    }
}
