using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Gateway.Protection;
using Platform.Gateway.Proxy;
using Platform.Gateway.Routing;
using Platform.ServiceKit.Http;
using Yarp.ReverseProxy;

namespace Platform.Gateway.ApiDocument;

/// <summary>
/// Fetches the services' own documents and keeps the merged one for half a minute. Until each service's was had once
/// there is none: a client generated from a part would lack whole areas unnoticed. From then on a service
/// that is away is told by the last document seen of it.
/// </summary>
public sealed class ServiceDocuments(
    IProxyStateLookup proxy,
    OwnDocument own,
    TimeProvider clock,
    ILogger<ServiceDocuments> log
) : IDisposable
{
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _merging = new(1, 1);
    private readonly Dictionary<string, JsonObject> _lastSeen = new(StringComparer.Ordinal);
    private byte[]? _merged;
    private DateTimeOffset _mergedAt;

    /// <exception cref="ProblemException">503 with the services whose documents were never had.</exception>
    public async Task<byte[]> MergedAsync(CancellationToken ct)
    {
        await _merging.WaitAsync(ct);
        try
        {
            if (_merged is not null && clock.GetUtcNow() - _mergedAt < Keep)
                return _merged;

            var fetched = await Task.WhenAll(ServiceNames.Upstream.Select(service => FetchAsync(service, ct)));
            foreach (var (service, document) in fetched)
            {
                if (document is null)
                    continue;
                _lastSeen[service] = document;
                TellOfUnpublished(service, document);
            }

            if (
                ServiceNames
                    .Upstream.Where(service => !_lastSeen.ContainsKey(service))
                    .Order(StringComparer.Ordinal)
                    .ToList() is
                { Count: > 0 } missing
            )
                throw GatewayProblems.DocumentIncomplete(missing).ToException();

            _lastSeen[ServiceNames.Self] = JsonSerializer.Deserialize<JsonObject>(await own.JsonAsync(ct))!;
            _merged = JsonSerializer.SerializeToUtf8Bytes(
                MergeDocuments.Merge(
                    _lastSeen
                        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                        .Select(entry => (entry.Key, entry.Value))
                )
            );
            // Where a service could not be asked, ask again soon.
            _mergedAt = fetched.All(answer => answer.Document is not null)
                ? clock.GetUtcNow()
                : clock.GetUtcNow() - Keep + TimeSpan.FromSeconds(2);
            return _merged;
        }
        finally
        {
            _merging.Release();
        }
    }

    private async Task<(string Service, JsonObject? Document)> FetchAsync(string service, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return (service, await proxy.GetJsonAsync(service, "/openapi/v1.json", patience.Token));
        }
        catch (Exception exception)
            when (exception is HttpRequestException or JsonException
                || (exception is OperationCanceledException && !ct.IsCancellationRequested)
            )
        {
            log.LogWarning(exception, "The OpenAPI document of {Service} could not be fetched", service);
            return (service, null);
        }
    }

    /// <summary>A route that a service offers and that cannot be reached is most likely a line missing in the
    /// table.</summary>
    private void TellOfUnpublished(string service, JsonObject document)
    {
        foreach (var (path, _) in document["paths"] as JsonObject ?? [])
            if (RouteTable.Find(path)?.Service != service)
                log.LogWarning(
                    "{Service} offers {Path}, which the route table does not publish as its own",
                    service,
                    path
                );
    }

    public void Dispose() => _merging.Dispose();
}
