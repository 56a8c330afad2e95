using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Webhooks;

/// <summary>Sends one signed request; any 2xx counts as received.</summary>
public sealed class WebhookClient(IOptions<WebhookOptions> options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client = new(PublicAddresses.Handler(options.Value.AllowPrivateAddresses))
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = 64 * 1024,
    };

    /// <summary>Whether plain http and private addresses are allowed here.</summary>
    public bool AllowsPrivate { get; } = options.Value.AllowPrivateAddresses;

    /// <summary>The receiver's status, or why there is none.</summary>
    public async Task<(int? Status, string? Error)> SendAsync(
        string url,
        string id,
        string body,
        IEnumerable<byte[]> secrets,
        CancellationToken ct
    )
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSecrets.Sign(secrets, id, timestamp, body));
        request.Headers.UserAgent.ParseAdd("retention-platform-webhooks/1");
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return (
                (int)response.StatusCode,
                response.IsSuccessStatusCode ? null : $"The receiver answered {(int)response.StatusCode}."
            );
        }
        catch (HttpRequestException exception)
        {
            return (null, exception.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, $"The receiver did not answer within {Patience.TotalSeconds:0} s.");
        }
    }

    public void Dispose() => _client.Dispose();
}
