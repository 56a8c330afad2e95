using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>The conversations that every onboarding owes: a status each week of the first month, executives at day 30
/// and 60 where the size demands it, the sponsor midway.</summary>
public static class CheckInPlan
{
    public const string WeeklyStatus = "weekly_status";
    public const string ExecutiveCheckIn = "executive_check_in";
    public const string SponsorTouchpoint = "sponsor_touchpoint";

    /// <param name="plannedEnd">The last milestone's due date.</param>
    /// <param name="openedOn">What would have been due before is left out.</param>
    public static IReadOnlyList<PlannedCheckIn> Of(
        DateOnly signedOn,
        DateOnly openedOn,
        DateOnly plannedEnd,
        string? size,
        BusinessCalendar calendar,
        OnboardingOptions options
    )
    {
        var plan = new List<PlannedCheckIn>();
        for (var day = 7; day <= options.WeeklyStatusDays; day += 7)
            plan.Add(new(WeeklyStatus, signedOn.AddDays(day)));
        if (size is not null && options.ExecutiveCheckInSizes.Contains(size, StringComparer.Ordinal))
            plan.AddRange(
                options.ExecutiveCheckInDays.Select(d => new PlannedCheckIn(ExecutiveCheckIn, signedOn.AddDays(d)))
            );
        plan.Add(new(SponsorTouchpoint, signedOn.AddDays((plannedEnd.DayNumber - signedOn.DayNumber) / 2)));
        return
        [
            .. plan.Select(c => c with { DueOn = calendar.OnOrAfter(c.DueOn) })
                .Where(c => c.DueOn >= openedOn)
                .Distinct()
                .OrderBy(c => c.DueOn),
        ];
    }
}
