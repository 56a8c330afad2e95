namespace Platform.HealthScoring.Usage.Encoding;

/// <summary>
/// The last 64 days of an account's rollups up to one day, in one value that a processor can add up many users at a
/// time: per user a word with a bit for each day with use, per user and feature how long ago it
/// was last used, and events and sessions per day. That is all the measures ask for, in a third of the bytes that a
/// word per user and feature would take.
/// </summary>
/// <remarks>
/// Packed as <c>usage_window.body</c>, little-endian: layout, bytes per count of events and of sessions, 0; day number,
/// users, features (int32 each); feature numbers (int32, up to a multiple of eight);
/// last days, days, events, sessions as <see cref="WindowView"/> has them. The same days give the same bytes, however
/// the window came to be.
/// </remarks>
public sealed class PackedWindow
{
    public const int Days = 64;
    public const byte Never = 255;
    internal const byte Layout = 2;
    internal const int Header = 16;

    /// <summary>Features of a group, and what users are padded to: eight by eight bytes are one vector.</summary>
    internal const int Lanes = 8;

    private readonly byte[] _body;

    private PackedWindow(byte[] body) => _body = body;

    public WindowView View => new(_body);

    public int Through => View.Through;

    /// <summary>From day rows in any order; days outside the window are left out.</summary>
    public static PackedWindow Of(DateOnly through, IEnumerable<UsageDay> days) =>
        new(Pack(default, hasBefore: false, through, days));

    /// <summary>With later days added and the window moved on to <paramref name="through"/>; the same as from all days
    /// at once.</summary>
    public PackedWindow With(DateOnly through, IEnumerable<UsageDay> later) => With(View, through, later);

    /// <inheritdoc cref="With(DateOnly, IEnumerable{UsageDay})"/>
    public static PackedWindow With(WindowView before, DateOnly through, IEnumerable<UsageDay> later)
    {
        var last = before.Through;
        return new(Pack(before, hasBefore: true, through, later.Where(d => d.Day.DayNumber > last)));
    }

    private static byte[] Pack(WindowView before, bool hasBefore, DateOnly through, IEnumerable<UsageDay> days)
    {
        var inside = days.Where(d => through.DayNumber - d.Day.DayNumber is >= 0 and < Days).ToList();
        var shift = hasBefore ? through.DayNumber - before.Through : Days;
        if (shift >= Days)
            hasBefore = false;
        var (features, users) = (new SortedSet<int>(), 0);
        if (hasBefore)
        {
            // What has left the window leaves no trace, so that it makes no difference how the window came to be.
            for (var u = 0; u < before.Users; u++)
                if (before.Days[u] << shift != 0)
                    users = u + 1;
            for (var f = 0; f < before.FeatureCount; f++)
                if (Remains(before, f, shift))
                    features.Add(before.Features[f]);
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

        var draft = new WindowDraft(through.DayNumber, [.. features], (users + Lanes - 1) & ~(Lanes - 1));
        if (hasBefore)
            draft.Take(before, shift);
        foreach (var day in inside)
            draft.Add(day);
        return draft.Pack();
    }

    private static bool Remains(WindowView before, int feature, int shift)
    {
        for (var u = 0; u < before.Users; u++)
            if (before.LastDays[PlaceOf(feature, u, before.Users)] + shift < Days)
                return true;
        return false;
    }

    private static int Highest(ReadOnlySpan<byte> bits)
    {
        var last = bits.LastIndexOfAnyExcept((byte)0);
        return last < 0 ? -1 : (last << 3) + 31 - int.LeadingZeroCount(bits[last]);
    }

    public byte[] Pack() => _body;

    /// <summary>The window takes the bytes as they are: they must not change any more.</summary>
    /// <exception cref="InvalidDataException">The bytes are no window of a layout that this program reads.</exception>
    public static PackedWindow Unpack(byte[] body)
    {
        _ = new WindowView(body);
        return new(body);
    }

    internal static int GroupsOf(int features) => (features + Lanes - 1) / Lanes;

    internal static int PlaceOf(int feature, int user, int users) =>
        (feature / Lanes * users + user) * Lanes + feature % Lanes;

    internal static long SizeOf(int features, int users, int eventBytes, int sessionBytes) =>
        Header
        + GroupsOf(features) * (4L * Lanes + (long)Lanes * users)
        + 8L * users
        + Days * (eventBytes + sessionBytes);
}
