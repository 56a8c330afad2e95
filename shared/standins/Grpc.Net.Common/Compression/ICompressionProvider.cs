using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>A message encoding, as <c>grpc-encoding</c> names it.</summary>
public interface ICompressionProvider
{
    string EncodingName { get; }

    /// <summary>A stream that compresses what is written to it. Disposing it leaves the stream underneath open.</summary>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    /// <summary>A stream that reads decompressed bytes. Disposing it leaves the stream underneath open.</summary>
    Stream CreateDecompressionStream(Stream stream);
}
