using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Platform.Engagement.InApp;

/// <summary>The modules of the SDK, minified when the service was built and compressed once.</summary>
internal sealed class SdkFiles
{
    private const string Prefix = "sdk/";

    private readonly FrozenDictionary<string, SdkFile> _files = typeof(SdkFiles)
        .Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], Read, StringComparer.Ordinal);

    public SdkFile? Find(string name) => _files.GetValueOrDefault(name);

    private static SdkFile Read(string name)
    {
        using var stream = typeof(SdkFiles).Assembly.GetManifestResourceStream(name)!;
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
            gzip.Write(plain.ToArray());
        var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(plain.ToArray()).AsSpan(0, 8))}\"";
        return new SdkFile(plain.ToArray(), compressed.ToArray(), etag);
    }
}
