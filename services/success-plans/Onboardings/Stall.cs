using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Organisation;

namespace Platform.SuccessPlans.Onboardings;

/// <param name="Cause"><c>milestone_overdue</c> or <c>no_progress</c>.</param>
/// <param name="Since">The first day on which it was so.</param>
public sealed record Stall(string Cause, DateOnly Since)
{
    public const string MilestoneOverdue = "milestone_overdue";
    public const string NoProgress = "no_progress";

    /// <summary>Days without progress that are too many: the longer of the default and the factor times the segment's
    /// median time in the stage, in whole days.</summary>
    /// <param name="median">Days; null while no account of the segment has left the stage.</param>
    public static int QuietLimit(decimal? median, OnboardingOptions options) =>
        Math.Max(options.QuietDays, median is { } days ? (int)Math.Ceiling(options.MedianFactor * days) : 0);

    /// <summary>Whether an onboarding is stalled as of a day: a milestone is overdue by the organisation's calendar, or
    /// nothing has moved for too long. Whichever came first is told.</summary>
    public static Stall? Assess(
        IEnumerable<DateOnly> openDueDates,
        DateOnly progressedOn,
        decimal? median,
        DateOnly today,
        BusinessCalendar calendar,
        OnboardingOptions options
    )
    {
        var quiet = progressedOn.AddDays(QuietLimit(median, options));
        var overdue = openDueDates
            .Where(due => calendar.IsOverdue(due, today))
            .Select(due => calendar.OnOrAfter(due).AddDays(1))
            .Order()
            .Select(d => (DateOnly?)d)
            .FirstOrDefault();
        if (overdue is { } since && (quiet > today || since <= quiet))
            return new Stall(MilestoneOverdue, since);
        return quiet <= today ? new Stall(NoProgress, quiet) : null;
    }
}
