using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Platform.GrpcStandins.Echo;
using Shouldly;

namespace Platform.GrpcStandins;

/// <summary>gRPC's framing, by hand: a flag that says whether the message is compressed, its length in four bytes, the message.</summary>
internal static class Wire
{
    public static byte[] Frame(Line line, bool compress)
    {
        var payload = compress ? Gzip(line.ToByteArray()) : line.ToByteArray();
        var frame = new byte[5 + payload.Length];
        frame[0] = compress ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), payload.Length);
        payload.CopyTo(frame, 5);
        return frame;
    }

    public static (Line Line, bool Compressed) Read(byte[] frame)
    {
        BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(1)).ShouldBe(frame.Length - 5);
        var payload = frame[5..];
        return (Line.Parser.ParseFrom(frame[0] == 1 ? Gunzip(payload) : payload), frame[0] == 1);
    }

    /// <summary>Calls Say without a gRPC client.</summary>
    public static async Task<(Line Line, bool Compressed, HttpResponseMessage Response)> SayAsync(string address, Line line, bool compress, string? accept)
    {
        using var client = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{address}/platform.test.v1.EchoService/Say"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Frame(line, compress)) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        if (compress) request.Headers.Add("grpc-encoding", "gzip");
        if (accept is not null) request.Headers.Add("grpc-accept-encoding", accept);

        var response = await client.SendAsync(request);
        var (answer, compressed) = Read(await response.Content.ReadAsByteArrayAsync());
        return (answer, compressed, response);
    }

    private static byte[] Gzip(byte[] payload)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest)) gzip.Write(payload);
        return output.ToArray();
    }

    private static byte[] Gunzip(byte[] payload)
    {
        using var gzip = new GZipStream(new MemoryStream(payload), CompressionMode.Decompress);
        using var output = new MemoryStream();
        gzip.CopyTo(output);
        return output.ToArray();
    }
}
