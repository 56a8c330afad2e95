using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Platform.HealthScoring.Usage.Encoding;

/// <summary>Reads a packed window where it lies (see <see cref="PackedWindow"/>), so that a book of them is gone
/// through without copying any.</summary>
public readonly ref struct WindowView
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly int _groups;

    /// <exception cref="InvalidDataException">The bytes are no window of a layout that this program reads.</exception>
    public WindowView(ReadOnlySpan<byte> body)
    {
        if (body.Length < PackedWindow.Header || body[0] != PackedWindow.Layout)
            throw new InvalidDataException(
                $"{body.Length} bytes are no packed window of layout {PackedWindow.Layout}."
            );
        _body = body;
        Through = BinaryPrimitives.ReadInt32LittleEndian(body[4..]);
        Users = BinaryPrimitives.ReadInt32LittleEndian(body[8..]);
        FeatureCount = BinaryPrimitives.ReadInt32LittleEndian(body[12..]);
        _groups = PackedWindow.GroupsOf(FeatureCount);
        if (
            Users < 0
            || Users % PackedWindow.Lanes != 0
            || FeatureCount < 0
            || body.Length != PackedWindow.SizeOf(FeatureCount, Users, body[1], body[2])
        )
            throw new InvalidDataException(
                $"A packed window of {FeatureCount} features and {Users} users cannot have {body.Length} bytes."
            );
    }

    /// <summary>The last day in it, as <see cref="DateOnly.DayNumber"/>.</summary>
    public int Through { get; }

    /// <summary>Places for users: their numbers from 0, a multiple of eight.</summary>
    public int Users { get; }

    public int FeatureCount { get; }

    /// <summary>Numbers of the features, ascending.</summary>
    public ReadOnlySpan<int> Features =>
        MemoryMarshal.Cast<byte, int>(_body.Slice(PackedWindow.Header, 4 * FeatureCount));

    /// <summary>Group after group of eight features: for each user a byte per feature, how many days before
    /// <see cref="Through"/> it was last used; <see cref="PackedWindow.Never"/> where not in these days.</summary>
    public ReadOnlySpan<byte> LastDays => _body.Slice(LastDaysAt, _groups * PackedWindow.Lanes * Users);

    /// <summary>For each user a bit per day with any use; bit i is the day i before <see cref="Through"/>.</summary>
    public ReadOnlySpan<ulong> Days => MemoryMarshal.Cast<byte, ulong>(_body.Slice(DaysAt, 8 * Users));

    public DayCounts Events => new(_body.Slice(EventsAt, PackedWindow.Days * _body[1]), _body[1]);

    public DayCounts Sessions =>
        new(_body.Slice(EventsAt + PackedWindow.Days * _body[1], PackedWindow.Days * _body[2]), _body[2]);

    private int LastDaysAt => PackedWindow.Header + 4 * PackedWindow.Lanes * _groups;

    private int DaysAt => LastDaysAt + _groups * PackedWindow.Lanes * Users;

    private int EventsAt => DaysAt + 8 * Users;
}
