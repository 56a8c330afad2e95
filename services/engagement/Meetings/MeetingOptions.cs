using System.ComponentModel.DataAnnotations;

namespace Platform.Engagement.Meetings;

/// <summary>Section <c>Meetings</c>.</summary>
public sealed class MeetingOptions
{
    /// <summary>Whether busy feeds may lie on loopback or private networks.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>How often busy feeds are read, in minutes.</summary>
    [Range(1, 1440)]
    public int FeedMinutes { get; set; } = 15;

    /// <summary>How long before a meeting it has to be booked at the latest, in hours.</summary>
    [Range(0, 168)]
    public int NoticeHours { get; set; } = 4;

    /// <summary>How many days ahead times are offered.</summary>
    [Range(1, 90)]
    public int DaysAhead { get; set; } = 21;
}
