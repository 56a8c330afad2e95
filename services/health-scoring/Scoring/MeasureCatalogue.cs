namespace Platform.HealthScoring.Scoring;

/// <summary>The measures of domain.md §2. Windows end with the as-of day, which is included.</summary>
public static class MeasureCatalogue
{
    public static IReadOnlyList<MeasureDefinition> All { get; } =
    [
        new(Measure.Dau, "users", 0, "Distinct users on the as-of day"),
        new(Measure.Wau, "users", 0, "Distinct users in the last 7 days"),
        new(Measure.Mau, "users", 0, "Distinct users in the last 30 days"),
        new(
            Measure.Stickiness,
            "%",
            1,
            "Mean DAU / MAU over 30 days (over the days since first use where that is shorter)"
        ),
        new(Measure.StickinessWeekdays, "%", 1, "The same, Saturdays and Sundays left out of both"),
        new(Measure.ActiveSeatShare, "%", 1, "MAU / paid seats"),
        new(
            Measure.DaysSinceLastActivity,
            "days",
            0,
            "Days since the last event; since becoming a customer where there never was one"
        ),
        new(
            Measure.ActivityChange,
            "%",
            1,
            "Events of the last 28 days against the 28 before; missing without a full base period"
        ),
        new(Measure.Breadth, "%", 1, "Core features used in 30 days / core features in the catalogue"),
        new(Measure.Depth, "events per user", 1, "Events of the last 30 days / MAU"),
        new(Measure.Adoption, "%", 1, "Mean over active users of the share of core features that each used in 30 days"),
        new(
            Measure.Growth,
            "%",
            1,
            "100·(N+R)/(N+R+D): new and recovered against dropped users, last 30 days against the 30 before"
        ),
        new(
            Measure.ProductEngagement,
            "0-100",
            1,
            "Mean of adoption, stickiness and growth (of those that are defined; adoption or stickiness must be)"
        ),
        new(
            Measure.Sessions,
            "sessions",
            0,
            "Sessions in 30 days; a session is an unbroken run of half-hours with an event of the user"
        ),
        new(Measure.Events, "events", 0, "Events in 30 days"),
        new(Measure.DistinctFeatures, "features", 0, "Distinct features used in 30 days"),
        new(Measure.DistinctCoreFeatures, "features", 0, "Distinct core features used in 30 days"),
        new(Measure.TimeToFirstValue, "days", 0, "Signature to first value event; missing until it was reached"),
        new(Measure.Nps, "-100..100", 0, "NPS of the latest answer of each contact in 180 days"),
        new(Measure.Csat, "%", 1, "Share of the top two of five among CSAT answers of 90 days"),
        new(Measure.TicketsOpen, "tickets", 0, "Open tickets"),
        new(Measure.TicketsUrgent, "tickets", 0, "Open tickets of severity urgent or high"),
        new(Measure.TicketWaitDays, "days", 0, "Age of the oldest open ticket"),
        new(Measure.TicketTrend, "tickets", 0, "Tickets opened in the last 28 days minus those of the 28 before"),
        new(Measure.InvoicesOverdue, "invoices", 0, "Unpaid invoices past their due date"),
        new(Measure.InvoiceOverdueDays, "days", 0, "Days by which the oldest of them is overdue"),
        new(Measure.ChampionGone, "0/1", 0, "1 when the account had a champion and has none now"),
        new(Measure.SponsorGone, "0/1", 0, "1 when the account had an executive sponsor and has none now"),
        new(Measure.PlanProgress, "%", 1, "Progress of the success plan"),
        new(Measure.MilestonesOverdue, "milestones", 0, "Overdue milestones"),
        new(Measure.DaysSinceReview, "days", 0, "Days since the last business review that counted"),
        new(Measure.Coverage, "%", 1, "Coverage against three high and three wide"),
        new(Measure.Sentiment, "1-5", 0, "The CSM's own judgement, until it expires"),
        new(Measure.PowerUserGone, "0/1", 0, "1 while the departure of a power user stands"),
        new(
            Measure.RequestsUnanswered,
            "requests",
            0,
            "Product requests that many accounts share and nobody has answered"
        ),
        new(Measure.LoopsOverdue, "loops", 0, "Answers whose loop is past due and not closed"),
        new(
            Measure.OnboardingStalled,
            "0-3",
            0,
            "How far a stalled onboarding has escalated: 1 CSM, 2 manager, 3 both sponsors"
        ),
        new(
            Measure.Override,
            "0-100",
            2,
            "A score that somebody put in the computed one's place, until it expires; no scorecard weighs it"
        ),
    ];

    public static int Count => All.Count;

    public static MeasureDefinition Of(Measure measure) => All[(int)measure];

    public static string NameOf(Measure measure) => All[(int)measure].Name;

    public static bool TryParse(string name, out Measure measure)
    {
        foreach (var definition in All)
        {
            if (!string.Equals(definition.Name, name, StringComparison.Ordinal))
                continue;
            measure = definition.Measure;
            return true;
        }
        measure = default;
        return false;
    }
}
