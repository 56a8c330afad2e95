using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Usage;

/// <summary>
/// The last 64 days of an account's rollups up to one day, in one value that a processor can add up many days at a time: events and sessions per day, and per feature and user a word with a bit for each day
/// with use. In all of it bit or place i is the day i before <see cref="Through"/>. Features are in ascending order; users are padded to a multiple of eight.
/// </summary>
/// <remarks>Packed as <c>usage_window.body</c>, little-endian: version, day number, users, features (int32 each), feature numbers, events, sessions (64 int32 each), then the words.</remarks>
public sealed class PackedWindow
{
    public const int Days = 64;
    private const int Version = 1;
    private const int Header = 4;

    /// <summary>Read where it lies: a book of them is gone through without copying any.</summary>
    private readonly byte[] _body;
    private readonly int _features;

    private PackedWindow(byte[] body)
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("Packed windows are little-endian.");
        _body = body;
        Through = BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(4));
        Users = BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(8));
        _features = BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(12));
    }

    /// <summary>The last day in it, as <see cref="DateOnly.DayNumber"/>.</summary>
    public int Through { get; }

    /// <summary>Places for users: their numbers from 0.</summary>
    public int Users { get; }

    public ReadOnlySpan<int> Features => Numbers(Header, _features);

    public ReadOnlySpan<int> Events => Numbers(Header + _features, Days);

    public ReadOnlySpan<int> Sessions => Numbers(Header + _features + Days, Days);

    /// <summary>The users' words, feature after feature.</summary>
    public ReadOnlySpan<ulong> Words => AllWords;

    private Span<ulong> AllWords => MemoryMarshal.Cast<byte, ulong>(_body.AsSpan(4 * (Header + _features + 2 * Days)));

    private Span<int> Numbers(int from, int count) => MemoryMarshal.Cast<byte, int>(_body.AsSpan(4 * from, 4 * count));

    /// <summary>From day rows in any order; days outside the window are left out.</summary>
    public static PackedWindow Of(DateOnly through, IEnumerable<UsageDay> days) => Of(null, through, days);

    /// <summary>With later days added and the window moved on to <paramref name="through"/>; the same as from all days at once.</summary>
    public PackedWindow With(DateOnly through, IEnumerable<UsageDay> later) => Of(this, through, later.Where(d => d.Day.DayNumber > Through));

    private static PackedWindow Of(PackedWindow? before, DateOnly through, IEnumerable<UsageDay> days)
    {
        var inside = days.Where(d => through.DayNumber - d.Day.DayNumber is >= 0 and < Days).ToList();
        var shift = before is null ? Days : through.DayNumber - before.Through;
        if (shift >= Days) before = null;
        var (features, users) = (new SortedSet<int>(), 0);
        if (before is not null)
            for (var f = 0; f < before.Features.Length; f++)
            {
                // What has left the window leaves no trace, so that it makes no difference how the window came to be.
                var words = before.Words.Slice(f * before.Users, before.Users);
                var last = -1;
                for (var u = 0; u < words.Length; u++)
                    if (words[u] << shift != 0) last = u;
                if (last < 0) continue;
                features.Add(before.Features[f]);
                users = Math.Max(users, last + 1);
            }
        foreach (var day in inside)
        {
            var reader = DayActivity.Read(day.Activity.Span);
            while (reader.Next())
            {
                features.Add(reader.Feature);
                users = Math.Max(users, Highest(reader.Users) + 1);
            }
        }
        users = (users + 7) & ~7;

        var body = new byte[SizeOf(features.Count, users)];
        int[] head = [Version, through.DayNumber, users, features.Count, .. features];
        head.CopyTo(MemoryMarshal.Cast<byte, int>(body.AsSpan()));
        var window = new PackedWindow(body);
        if (before is not null) window.Take(before, shift);
        foreach (var day in inside) window.Add(day);
        return window;
    }

    private void Take(PackedWindow before, int shift)
    {
        before.Events[..(Days - shift)].CopyTo(Numbers(Header + _features, Days)[shift..]);
        before.Sessions[..(Days - shift)].CopyTo(Numbers(Header + _features + Days, Days)[shift..]);
        for (var f = 0; f < before.Features.Length; f++)
        {
            var to = Features.BinarySearch(before.Features[f]);
            if (to < 0) continue;
            var words = before.Words.Slice(f * before.Users, Math.Min(before.Users, Users));
            for (var u = 0; u < words.Length; u++) AllWords[to * Users + u] = words[u] << shift;
        }
    }

    private void Add(in UsageDay day)
    {
        var back = Through - day.Day.DayNumber;
        Numbers(Header + _features, Days)[back] += checked((int)day.Events);
        Numbers(Header + _features + Days, Days)[back] += day.Sessions;
        var reader = DayActivity.Read(day.Activity.Span);
        while (reader.Next())
        {
            var words = AllWords.Slice(Features.BinarySearch(reader.Feature) * Users, Users);
            for (var b = 0; b < reader.Users.Length; b++)
                for (var bits = (uint)reader.Users[b]; bits != 0; bits &= bits - 1)
                    words[(b << 3) + int.TrailingZeroCount((int)bits)] |= 1UL << back;
        }
    }

    private static int Highest(ReadOnlySpan<byte> bits)
    {
        var last = bits.LastIndexOfAnyExcept((byte)0);
        return last < 0 ? -1 : (last << 3) + 31 - int.LeadingZeroCount(bits[last]);
    }

    public byte[] Pack() => _body;

    /// <summary>The window takes the bytes as they are: they must not change any more.</summary>
    /// <exception cref="InvalidDataException">The bytes are no window of a version that this program reads.</exception>
    public static PackedWindow Unpack(byte[] body)
    {
        if (body.Length < 4 * Header || BinaryPrimitives.ReadInt32LittleEndian(body) != Version) throw new InvalidDataException($"{body.Length} bytes are no packed window of version {Version}.");
        var window = new PackedWindow(body);
        return body.Length == SizeOf(window._features, window.Users) ? window
            : throw new InvalidDataException($"A packed window of {window._features} features and {window.Users} users cannot have {body.Length} bytes.");
    }

    private static int SizeOf(int features, int users) => 4 * (Header + features + 2 * Days) + 8 * features * users;
}
