using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Ingestion;

/// <summary>A whole request body, unpacked, in one pooled buffer of bounded size.</summary>
internal sealed class RequestBody : IDisposable
{
    /// <summary>1,000 events of the largest allowed size fit; what is larger is no batch.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _length;

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <exception cref="ProblemException">413 for a body that is too large (packed or unpacked), 415 for an encoding
    /// other than gzip.</exception>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        var encoding = request.Headers.ContentEncoding.ToString();
        var body = new RequestBody();
        try
        {
            if (encoding is "" or "identity")
                await body.FillAsync(request.Body, ct);
            else if (string.Equals(encoding, "gzip", StringComparison.OrdinalIgnoreCase))
            {
                await using var unpacked = new GZipStream(request.Body, CompressionMode.Decompress);
                await body.FillAsync(unpacked, ct);
            }
            else
            {
                throw new Problem(
                    "usage/unsupported-encoding",
                    StatusCodes.Status415UnsupportedMediaType,
                    "Unknown Content-Encoding.",
                    $"'{encoding}' is not read here; send JSON as it is or with gzip."
                ).ToException();
            }
            return body;
        }
        catch (InvalidDataException)
        {
            body.Dispose();
            throw Problem.Invalid("body", "is not gzip, although Content-Encoding says so").ToException();
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private async Task FillAsync(Stream stream, CancellationToken ct)
    {
        while (true)
        {
            if (_length == _buffer.Length)
                Grow();
            var read = await stream.ReadAsync(_buffer.AsMemory(_length), ct);
            if (read == 0)
                return;
            _length += read;
            if (_length > MostBytes)
                throw new Problem(
                    "body-too-large",
                    StatusCodes.Status413PayloadTooLarge,
                    "The batch is too large.",
                    $"At most {EventBatch.MostEvents} events and {MostBytes} bytes unpacked; send several batches."
                ).ToException();
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }
}
