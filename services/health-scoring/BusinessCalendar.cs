using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Platform.HealthScoring;

public sealed class OrganisationOptions
{
    /// <summary>IANA name of the time zone whose days are business days. Changing it later does not move days that were counted already.</summary>
    public string TimeZone { get; set; } = "UTC";
}

/// <summary>Business days and half-hours in the organisation's time zone.</summary>
public sealed class BusinessCalendar(IOptions<OrganisationOptions> options, TimeProvider clock)
{
    private const long MsPerDay = 86_400_000;
    private const long MsPerSlot = 1_800_000;
    private const long MsPerBucket = 900_000; // No zone changes its offset within a quarter of an hour.

    private readonly TimeZoneInfo _zone = string.IsNullOrWhiteSpace(options.Value.TimeZone) ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);
    private readonly ConcurrentDictionary<long, long> _offsets = new();

    public DateOnly Today => DayOf(clock.GetUtcNow());

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _zone).DateTime);

    /// <summary>Day number (of <see cref="DateOnly.DayNumber"/>) and half-hour 0–47 of an instant in Unix milliseconds.</summary>
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
        if (_zone is { SupportsDaylightSavingTime: false, BaseUtcOffset.Ticks: 0 }) return 0;
        var bucket = unixMs / MsPerBucket;
        if (_offsets.TryGetValue(bucket, out var offset)) return offset;
        if (_offsets.Count > 100_000) _offsets.Clear();
        offset = (long)_zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(unixMs)).TotalMilliseconds;
        _offsets[bucket] = offset;
        return offset;
    }
}
