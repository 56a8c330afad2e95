using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.HealthScoring.Scoring;

/// <summary>
/// Everything a scorecard can weigh. The numbers are positions in stored input vectors (history is kept for ever), so
/// the list only grows: never renumber, never reuse. On the wire a measure is its snake_case name.
/// </summary>
[JsonConverter(typeof(MeasureNames))]
public enum Measure
{
    Dau = 0,
    Wau = 1,
    Mau = 2,
    Stickiness = 3,
    StickinessWeekdays = 4,
    ActiveSeatShare = 5,
    DaysSinceLastActivity = 6,
    ActivityChange = 7,
    Breadth = 8,
    Depth = 9,
    Adoption = 10,
    Growth = 11,
    ProductEngagement = 12,
    Sessions = 13,
    Events = 14,
    DistinctFeatures = 15,
    DistinctCoreFeatures = 16,
    TimeToFirstValue = 17,
    Nps = 18,
    Csat = 19,
    TicketsOpen = 20,
    TicketsUrgent = 21,
    TicketWaitDays = 22,
    TicketTrend = 23,
    InvoicesOverdue = 24,
    InvoiceOverdueDays = 25,
    ChampionGone = 26,
    SponsorGone = 27,
    PlanProgress = 28,
    MilestonesOverdue = 29,
    DaysSinceReview = 30,
    Coverage = 31,
    Sentiment = 32,
    PowerUserGone = 33,
    RequestsUnanswered = 34,
    LoopsOverdue = 35,
    OnboardingStalled = 36,
    Override = 37,
}

public sealed class MeasureNames()
    : JsonStringEnumConverter<Measure>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
