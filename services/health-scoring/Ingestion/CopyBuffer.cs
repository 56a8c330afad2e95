using System.Buffers;
using System.Buffers.Binary;
using Npgsql;

namespace Platform.HealthScoring.Ingestion;

/// <summary>Rows in PostgreSQL's binary COPY format, written by hand: half the processor time of an importer that takes
/// value by value.</summary>
internal sealed class CopyBuffer : IDisposable
{
    private static readonly DateOnly Epoch = new(2000, 1, 1);
    private const long EpochMs = 946_684_800_000;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _length;

    public CopyBuffer() => Reset();

    public void Reset()
    {
        _length = 0;
        // The signature is bytes, not text: 0xFF is no UTF-8.
        ReadOnlySpan<byte> signature =
        [
            (byte)'P',
            (byte)'G',
            (byte)'C',
            (byte)'O',
            (byte)'P',
            (byte)'Y',
            (byte)'\n',
            0xFF,
            (byte)'\r',
            (byte)'\n',
            0,
        ];
        signature.CopyTo(Take(11));
        Take(8).Clear();
    }

    public void StartRow(short fields) => BinaryPrimitives.WriteInt16BigEndian(Take(2), fields);

    public void Write(Guid value)
    {
        var to = Take(20);
        BinaryPrimitives.WriteInt32BigEndian(to, 16);
        value.TryWriteBytes(to[4..], bigEndian: true, out _);
    }

    public void Write(short value)
    {
        var to = Take(6);
        BinaryPrimitives.WriteInt32BigEndian(to, 2);
        BinaryPrimitives.WriteInt16BigEndian(to[4..], value);
    }

    public void Write(ReadOnlySpan<byte> value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(4), value.Length);
        value.CopyTo(Take(value.Length));
    }

    public void Write(int value)
    {
        var to = Take(8);
        BinaryPrimitives.WriteInt32BigEndian(to, 4);
        BinaryPrimitives.WriteInt32BigEndian(to[4..], value);
    }

    public void Write(long value)
    {
        var to = Take(12);
        BinaryPrimitives.WriteInt32BigEndian(to, 8);
        BinaryPrimitives.WriteInt64BigEndian(to[4..], value);
    }

    public void WriteDay(int dayNumber) => Write(dayNumber - Epoch.DayNumber);

    public void WriteInstant(long unixMs) => Write((unixMs - EpochMs) * 1000);

    public async Task SendAsync(NpgsqlConnection connection, string copy, CancellationToken ct)
    {
        BinaryPrimitives.WriteInt16BigEndian(Take(2), -1);
        await using var stream = await connection.BeginRawBinaryCopyAsync(copy, ct);
        try
        {
            await stream.WriteAsync(_buffer.AsMemory(0, _length), ct);
        }
        catch
        {
            await stream.CancelAsync();
            throw;
        }
    }

    private Span<byte> Take(int bytes)
    {
        if (_length + bytes > _buffer.Length)
            Grow(_length + bytes);
        var span = _buffer.AsSpan(_length, bytes);
        _length += bytes;
        return span;
    }

    private void Grow(int least)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(least, _buffer.Length * 2));
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
