using Microsoft.Extensions.Options;
using Platform.Engagement.Sealing;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.InApp;

/// <summary>Checking a signature needs the secret itself, so it is stored sealed.</summary>
internal sealed class SecretSeal(IOptions<InternalKey> options)
{
    private readonly Seal _seal = new(options.Value.Key, "in-app secrets");

    public byte[] Close(byte[] secret) => _seal.Close(secret);

    public byte[]? TryOpen(byte[] blob) => _seal.TryOpen(blob);
}
