using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Platform.HealthScoring.Usage.Encoding;

/// <summary>A window while it is being filled, in plain arrays.</summary>
/// <param name="features">Ascending.</param>
/// <param name="users">Places for users, a multiple of eight.</param>
internal sealed class WindowDraft(int through, int[] features, int users)
{
    private readonly byte[] _lastDays = NeverUsed(PackedWindow.GroupsOf(features.Length) * PackedWindow.Lanes * users);
    private readonly ulong[] _days = new ulong[users];
    private readonly int[] _events = new int[PackedWindow.Days];
    private readonly int[] _sessions = new int[PackedWindow.Days];

    /// <summary>What remains of a window that ended some days before.</summary>
    public void Take(WindowView before, int shift)
    {
        for (var back = shift; back < PackedWindow.Days; back++)
            (_events[back], _sessions[back]) = (before.Events[back - shift], before.Sessions[back - shift]);
        for (var u = 0; u < Math.Min(users, before.Users); u++)
            _days[u] = before.Days[u] << shift;
        for (var f = 0; f < before.FeatureCount; f++)
        {
            var to = Array.BinarySearch(features, before.Features[f]);
            if (to < 0)
                continue;
            for (var u = 0; u < Math.Min(users, before.Users); u++)
                if (
                    before.LastDays[PackedWindow.PlaceOf(f, u, before.Users)] + shift
                    is var back
                        and < PackedWindow.Days
                )
                    _lastDays[PackedWindow.PlaceOf(to, u, users)] = (byte)back;
        }
    }

    public void Add(in UsageDay day)
    {
        var back = through - day.Day.DayNumber;
        _events[back] += checked((int)day.Events);
        _sessions[back] += day.Sessions;
        var reader = DayActivity.Read(day.Activity.Span);
        while (reader.Next())
        {
            var feature = Array.BinarySearch(features, reader.Feature);
            for (var b = 0; b < reader.Users.Length; b++)
            for (var bits = (uint)reader.Users[b]; bits != 0; bits &= bits - 1)
            {
                var user = (b << 3) + int.TrailingZeroCount((int)bits);
                _days[user] |= 1UL << back;
                ref var last = ref _lastDays[PackedWindow.PlaceOf(feature, user, users)];
                last = Math.Min(last, (byte)back);
            }
        }
    }

    public byte[] Pack()
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Packed windows are little-endian.");
        var (eventBytes, sessionBytes) = (WidthOf(_events), WidthOf(_sessions));
        var body = new byte[PackedWindow.SizeOf(features.Length, users, eventBytes, sessionBytes)];
        (body[0], body[1], body[2]) = (PackedWindow.Layout, (byte)eventBytes, (byte)sessionBytes);
        int[] head = [through, users, features.Length, .. features];
        head.CopyTo(MemoryMarshal.Cast<byte, int>(body.AsSpan(4)));
        var at = PackedWindow.Header + 4 * PackedWindow.Lanes * PackedWindow.GroupsOf(features.Length);
        _lastDays.CopyTo(body, at);
        MemoryMarshal.AsBytes<ulong>(_days).CopyTo(body.AsSpan(at += _lastDays.Length));
        Write(_events, eventBytes, body.AsSpan(at += 8 * users));
        Write(_sessions, sessionBytes, body.AsSpan(at + PackedWindow.Days * eventBytes));
        return body;
    }

    private static int WidthOf(int[] counts) => counts.Max() <= ushort.MaxValue ? 2 : 4;

    private static void Write(int[] counts, int width, Span<byte> to)
    {
        for (var i = 0; i < counts.Length; i++)
            if (width == 2)
                BinaryPrimitives.WriteUInt16LittleEndian(to[(2 * i)..], (ushort)counts[i]);
            else
                BinaryPrimitives.WriteInt32LittleEndian(to[(4 * i)..], counts[i]);
    }

    private static byte[] NeverUsed(int length)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, PackedWindow.Never);
        return bytes;
    }
}
