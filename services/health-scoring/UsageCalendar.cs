using System.Collections.Concurrent;
using Platform.ServiceKit.Organisation;

namespace Platform.HealthScoring;

/// <summary>Days and half-hours that use falls on, in the organisation's time zone. Changing the zone later does not
/// move what was counted already.</summary>
public sealed class UsageCalendar(OrganisationCalendar organisation)
{
    private const long MsPerDay = 86_400_000;
    private const long MsPerSlot = 1_800_000;
    private const long MsPerBucket = 900_000; // No zone changes its offset within a quarter of an hour.

    private volatile Offsets _known = new(organisation.Current.Zone);

    public DateOnly Today => organisation.Today;

    public DateOnly DayOf(DateTimeOffset instant) => organisation.DateOf(instant);

    /// <summary>Day number (of <see cref="DateOnly.DayNumber"/>) and half-hour 0–47 of an instant in Unix
    /// milliseconds.</summary>
    public (int Day, int Slot) Place(long unixMs)
    {
        var local = unixMs + Offset(unixMs);
        var day = Math.DivRem(local, MsPerDay, out var ofDay);
        if (ofDay < 0)
        {
            day--;
            ofDay += MsPerDay;
        }
        return ((int)day + UnixEpochDay, (int)(ofDay / MsPerSlot));
    }

    private static readonly int UnixEpochDay = new DateOnly(1970, 1, 1).DayNumber;

    private long Offset(long unixMs)
    {
        var zone = organisation.Current.Zone;
        if (zone is { SupportsDaylightSavingTime: false, BaseUtcOffset.Ticks: 0 })
            return 0;
        var known = _known;
        if (!ReferenceEquals(known.Zone, zone))
            _known = known = new Offsets(zone);
        return known.At(unixMs);
    }

    private sealed class Offsets(TimeZoneInfo zone)
    {
        private readonly ConcurrentDictionary<long, long> _byBucket = new();

        public TimeZoneInfo Zone => zone;

        public long At(long unixMs)
        {
            var bucket = unixMs / MsPerBucket;
            if (_byBucket.TryGetValue(bucket, out var offset))
                return offset;
            if (_byBucket.Count > 100_000)
                _byBucket.Clear();
            offset = (long)zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(unixMs)).TotalMilliseconds;
            _byBucket[bucket] = offset;
            return offset;
        }
    }
}
