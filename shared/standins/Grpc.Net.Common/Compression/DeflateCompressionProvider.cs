using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>The encoding <c>deflate</c>: the zlib format (RFC 1950), as HTTP means it, not bare deflate.</summary>
/// <param name="defaultCompressionLevel">For writers that ask for no level of their own.</param>
public sealed class DeflateCompressionProvider(CompressionLevel defaultCompressionLevel) : ICompressionProvider
{
    public string EncodingName => "deflate";

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new ZLibStream(stream, compressionLevel ?? defaultCompressionLevel, leaveOpen: true);

    public Stream CreateDecompressionStream(Stream stream) => new ZLibStream(stream, CompressionMode.Decompress, leaveOpen: true);
}
