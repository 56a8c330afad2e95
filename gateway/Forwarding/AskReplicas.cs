using System.Net;

namespace Platform.Gateway.Forwarding;

/// <summary>Asks a replica whether it is ready and puts it in or out of rotation accordingly: each second, and when a
/// call finds nobody in rotation.</summary>
public sealed class AskReplicas(ILogger<AskReplicas> log) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = Patience })
    {
        Timeout = Patience,
    };

    public async Task AskAsync(Replica replica)
    {
        var ready = false;
        try
        {
            using var response = await _client.GetAsync(new Uri($"{replica.Http}/health/ready"));
            ready = response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            // Away: not ready.
        }
        catch (OperationCanceledException)
        {
            // A busy replica is not an absent one: taking the last one out would turn a queue into an outage.
            replica.MissProbe();
            return;
        }

        replica.AnswerProbe();
        if (replica.PutInRotation(ready))
            log.LogInformation(
                "{Service} at {Address} is {State}",
                replica.Service,
                replica.Http,
                ready ? "back in rotation" : "out of rotation"
            );
    }

    /// <summary>
    /// The last probe is up to a second old: a service that is back since then must not be refused for it. Calls that
    /// come together share a question. Twice at most, because the one under way may have been put before the service
    /// was back.
    /// </summary>
    /// <returns>Whether anyone is in rotation now.</returns>
    public async Task<bool> AskAgainAsync(ReplicaSet service, CancellationToken ct)
    {
        for (var asked = 0; asked < 2 && service.Pick() is null; asked++)
            await Task.WhenAll(service.Replicas.Select(replica => replica.ShareQuestion(AskAsync))).WaitAsync(ct);
        return service.Pick() is not null;
    }

    public void Dispose() => _client.Dispose();
}
