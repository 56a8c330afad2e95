using Microsoft.Extensions.Options;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Meetings;

/// <summary>Fetches calendars, from public addresses only unless the operator allows others.</summary>
internal sealed class FeedClient(IOptions<MeetingOptions> options) : IDisposable
{
    private const int Largest = 8 << 20;

    private readonly HttpClient _client = new(PublicAddresses.Handler(options.Value.AllowPrivateAddresses))
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = Largest,
    };

    public Task<string> GetAsync(Uri address, CancellationToken ct) => _client.GetStringAsync(address, ct);

    public void Dispose() => _client.Dispose();
}
