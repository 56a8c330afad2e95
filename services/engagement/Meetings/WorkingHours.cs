using System.ComponentModel.DataAnnotations;

namespace Platform.Engagement.Meetings;

/// <summary>Hours of a weekday in which a person can be booked.</summary>
/// <param name="Day"><c>monday</c> to <c>sunday</c>.</param>
/// <param name="From">From this local time, <c>09:00</c>.</param>
/// <param name="To">To this local time, <c>17:30</c>.</param>
public sealed record WorkingHours([Required] string Day, TimeOnly From, TimeOnly To)
{
    internal static readonly IReadOnlyList<WorkingHours> Usual =
    [
        new("monday", new TimeOnly(9, 0), new TimeOnly(17, 0)),
        new("tuesday", new TimeOnly(9, 0), new TimeOnly(17, 0)),
        new("wednesday", new TimeOnly(9, 0), new TimeOnly(17, 0)),
        new("thursday", new TimeOnly(9, 0), new TimeOnly(17, 0)),
        new("friday", new TimeOnly(9, 0), new TimeOnly(17, 0)),
    ];

    internal bool IsFor(DayOfWeek day) => string.Equals(Day, day.ToString(), StringComparison.OrdinalIgnoreCase);
}
