using Platform.ServiceKit.Organisation;

namespace Platform.SuccessPlans.Plans;

/// <summary>A meeting of both sides, once or in a rhythm.</summary>
public sealed class Meeting
{
    public Guid Id { get; init; }
    public string Title { get; init; } = "";
    public string? Purpose { get; init; }

    /// <summary><c>once</c>, <c>weekly</c>, <c>biweekly</c>, <c>monthly</c>, <c>quarterly</c>.</summary>
    public string Rhythm { get; init; } = "";

    public DateOnly FirstOn { get; init; }

    public static readonly IReadOnlyList<string> Rhythms = ["once", "weekly", "biweekly", "monthly", "quarterly"];

    /// <summary>The next date from today on, moved to a business day; null where the last one is past.</summary>
    public DateOnly? NextOn(DateOnly today, BusinessCalendar calendar)
    {
        for (var n = 0; ; n++)
        {
            var on = calendar.OnOrAfter(Occurrence(n));
            if (on >= today)
                return on;
            if (Rhythm == "once")
                return null;
        }
    }

    private DateOnly Occurrence(int n) =>
        Rhythm switch
        {
            "weekly" => FirstOn.AddDays(7 * n),
            "biweekly" => FirstOn.AddDays(14 * n),
            "monthly" => FirstOn.AddMonths(n),
            "quarterly" => FirstOn.AddMonths(3 * n),
            _ => FirstOn,
        };

    internal const string OfPlan =
        "select id, title, purpose, rhythm, first_on from meeting where plan_id = @planId order by position, id";
}
