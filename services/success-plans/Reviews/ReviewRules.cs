using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Reviews;

/// <summary>When reviews are due, and which count.</summary>
public static class ReviewRules
{
    /// <summary>
    /// A business review (quarterly or executive) counts only if a senior sponsor of the customer attended; a value
    /// review counts when anybody of the customer did.
    /// </summary>
    /// <param name="customers">Attendees of the customer.</param>
    /// <param name="seniorSponsors">Those of them who are senior sponsors.</param>
    public static bool Counts(string type, int customers, int seniorSponsors) =>
        type == ReviewTypes.ValueReview ? customers > 0 : seniorSponsors > 0;

    /// <summary>The next due date of a type: a cadence after the last one that counted; before there is one, after the
    /// customer's first day, and where that has passed already, after today (the reviews of years before are not
    /// owed).</summary>
    public static DateOnly NextDue(
        DateOnly? lastCounting,
        DateOnly? customerSince,
        int everyMonths,
        DateOnly today,
        BusinessCalendar calendar
    )
    {
        var due = (lastCounting ?? customerSince ?? today).AddMonths(everyMonths);
        if (lastCounting is null && due < today)
            due = today.AddMonths(everyMonths);
        return calendar.OnOrAfter(due < today ? today : due);
    }

    /// <summary>The day by which a review that was missed, or does not count, is to be held again.</summary>
    public static DateOnly MakeUpBy(DateOnly today, BusinessCalendar calendar, ReviewOptions options) =>
        calendar.Add(today, options.MakeUpBusinessDays);
}
