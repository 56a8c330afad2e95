using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Platform.Simulator.Files;

/// <summary>One JSON document a line.</summary>
internal static class NdjsonFile
{
    private const int FlushAt = 64 * 1024;

    public static async Task<long> WriteAsync<T>(
        Stream stream,
        IEnumerable<T> rows,
        JsonTypeInfo<T> shape,
        CancellationToken ct
    )
    {
        var buffer = new ArrayBufferWriter<byte>(2 * FlushAt);
        await using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        var count = 0L;
        foreach (var row in rows)
        {
            JsonSerializer.Serialize(json, row, shape);
            json.Flush();
            json.Reset();
            buffer.Write("\n"u8);
            count++;
            if (buffer.WrittenCount < FlushAt)
                continue;
            await stream.WriteAsync(buffer.WrittenMemory, ct);
            buffer.ResetWrittenCount();
        }

        await stream.WriteAsync(buffer.WrittenMemory, ct);
        return count;
    }
}
