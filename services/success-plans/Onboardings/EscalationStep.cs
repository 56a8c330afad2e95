using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>Who is told of a stall, and how many business days after it began.</summary>
public sealed record EscalationStep(string Level, int AfterBusinessDays)
{
    /// <summary>The steps of the ladder with their dates, the lowest first.</summary>
    public static IReadOnlyList<(string Level, DateOnly On)> Ladder(
        DateOnly stalledSince,
        BusinessCalendar calendar,
        OnboardingOptions options
    ) =>
        [
            .. options
                .Ladder.OrderBy(s => s.AfterBusinessDays)
                .Select(s =>
                    (s.Level, s.AfterBusinessDays == 0 ? stalledSince : calendar.Add(stalledSince, s.AfterBusinessDays))
                ),
        ];
}
