using Microsoft.Extensions.Options;
using Platform.Engagement.Sealing;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Meetings;

/// <summary>The address of a private calendar opens it for anyone, so it is stored sealed.</summary>
internal sealed class FeedSeal(IOptions<InternalKey> options)
{
    private readonly Seal _seal = new(options.Value.Key, "busy feeds");

    public byte[] Close(byte[] address) => _seal.Close(address);

    public byte[]? TryOpen(byte[] blob) => _seal.TryOpen(blob);
}
