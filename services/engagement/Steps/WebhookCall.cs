using System.Text.Json;

namespace Platform.Engagement.Steps;

/// <summary>Posts to the address of a step of type <c>webhook</c>.</summary>
public sealed class WebhookCall(IHttpClientFactory clients, TimeProvider clock) : IOutwardCall
{
    /// <summary>Which intentions it sends; also the name of its HTTP client.</summary>
    public const string WebhookKind = "webhook";

    private const int MostAttempts = 8;

    public string Kind => WebhookKind;

    public async Task<OutwardAnswer> SendAsync(OutwardIntent intent, CancellationToken ct)
    {
        using var client = clients.CreateClient(WebhookKind);
        using var request = new HttpRequestMessage(HttpMethod.Post, intent.Payload.GetProperty("url").GetString())
        {
            Content = JsonContent.Create(intent.Payload.GetProperty("body")),
        };
        request.Headers.Add("Idempotency-Key", intent.EffectKey);
        using var response = await client.SendAsync(request, ct);
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
            return new OutwardAnswer(true, Body: JsonSerializer.SerializeToElement(new { status }));
        var mayPass = status is 408 or 425 or 429 or >= 500 && intent.Attempts + 1 < MostAttempts;
        return new OutwardAnswer(
            false,
            $"It answered {status}.",
            RetryAt: mayPass ? clock.GetUtcNow().AddSeconds(Math.Pow(2, intent.Attempts + 1)) : null
        );
    }
}
