namespace Platform.HealthScoring.Scoring;

/// <summary>
/// The scorecards that an installation starts with, one per size segment and one for accounts of none. All weights,
/// curves and caps are our own choice and defaults: an organisation replaces them with its own versions. Use carries
/// about two thirds of the weight, so that a score exists from telemetry alone.
/// </summary>
/// <remarks>
/// Their record on three simulated companies that were not used to tune them (855 outcomes, 152 losses; printed by
/// DefaultScorecardRecordTests): AUC 0.73 at 90 days before, 0.79 at 30. As an alarm they are poor. Of the losses 57 %
/// were green 90 days before, 45 % at 30 days and 47 % on the day before; red was 0 to 6 % of them. Of what was kept 90
/// % was green and hardly anything red. Some losses have no warning in any data, and others one that a scorecard for
/// everybody must not call red, because a quiet season looks the same: watch yellow, and train a model on the
/// organisation's own outcomes. What was tried to make more of them red (caps on departed people, on idle seats) took
/// as many kept accounts.
/// </remarks>
public static class DefaultScorecards
{
    /// <summary>For accounts whose segment has no scorecard of its own.</summary>
    public const string AnySegment = "default";

    public static IReadOnlyDictionary<string, Scorecard> BySegment { get; } =
        new Dictionary<string, Scorecard>(StringComparer.Ordinal)
        {
            [AnySegment] = Build(engagement: 46, value: 21, support: 9, relationship: 11, plan: 5, voice: 6),
            ["smb"] = Build(engagement: 50, value: 22, support: 10, relationship: 4, plan: 5, voice: 7),
            ["mid_market"] = Build(engagement: 46, value: 21, support: 9, relationship: 11, plan: 5, voice: 6),
            ["enterprise"] = Build(engagement: 43, value: 21, support: 9, relationship: 14, plan: 6, voice: 5),
        };

    /// <summary>Weights of the groups sum to 100 with billing. Steady use is close to full marks: nobody grows for
    /// ever, and a healthy account should not read that it declines.</summary>
    private static Scorecard Build(
        decimal engagement,
        decimal value,
        decimal support,
        decimal relationship,
        decimal plan,
        decimal voice
    ) =>
        new(
            [
                Group(
                    "engagement",
                    engagement,
                    (
                        Measure.ActiveSeatShare,
                        10,
                        Curve.Through((0, 0), (20, 10), (40, 35), (60, 75), (80, 100)),
                        "activate-unused-seats"
                    ),
                    (
                        Measure.StickinessWeekdays,
                        10,
                        Curve.Through((0, 0), (10, 35), (20, 60), (40, 90), (60, 100)),
                        "build-a-habit"
                    ),
                    (
                        Measure.ActivityChange,
                        13,
                        Curve.Through((-50, 0), (-25, 25), (-10, 65), (0, 90), (15, 100)),
                        "usage-decline"
                    ),
                    (
                        Measure.DaysSinceLastActivity,
                        12,
                        Curve.Through((0, 100), (3, 90), (7, 65), (14, 30), (30, 0)),
                        "gone-quiet"
                    )
                ),
                Group(
                    "value",
                    value,
                    (Measure.Breadth, 7, Curve.Through((0, 0), (30, 45), (60, 80), (90, 100)), "feature-adoption"),
                    (Measure.Adoption, 9, Curve.Through((0, 0), (15, 40), (40, 80), (70, 100)), "feature-adoption"),
                    (
                        Measure.Growth,
                        4,
                        Curve.Through((0, 0), (30, 25), (50, 70), (70, 95), (100, 100)),
                        "win-back-users"
                    )
                ),
                Group(
                    "support",
                    support,
                    (Measure.TicketsUrgent, 4, Curve.Through((0, 100), (1, 60), (2, 35), (4, 0)), "support-escalation"),
                    (
                        Measure.TicketWaitDays,
                        3,
                        Curve.Through((0, 100), (3, 90), (7, 65), (14, 35), (30, 0)),
                        "support-escalation"
                    ),
                    (
                        Measure.TicketTrend,
                        3,
                        Curve.Through((-3, 100), (0, 85), (2, 60), (5, 25), (10, 0)),
                        "support-review"
                    )
                ),
                Group(
                    "relationship",
                    relationship,
                    (Measure.Coverage, 5, Curve.Through((0, 0), (33, 40), (67, 80), (100, 100)), "widen-coverage"),
                    (
                        Measure.DaysSinceReview,
                        3,
                        Curve.Through((0, 100), (90, 90), (120, 60), (180, 25), (365, 0)),
                        "schedule-review"
                    ),
                    (Measure.Sentiment, 4, Curve.Through((1, 0), (2, 25), (3, 55), (4, 80), (5, 100)), "manager-review")
                ),
                Group(
                    "plan",
                    plan,
                    (Measure.PlanProgress, 4, Curve.Through((0, 20), (50, 65), (90, 100)), "replan"),
                    (
                        Measure.MilestonesOverdue,
                        2,
                        Curve.Through((0, 100), (1, 60), (3, 20), (5, 0)),
                        "unblock-milestones"
                    ),
                    (
                        Measure.OnboardingStalled,
                        2,
                        Curve.Through((0, 100), (1, 40), (2, 15), (3, 0)),
                        "restart-onboarding"
                    )
                ),
                Group(
                    "voice",
                    voice,
                    (
                        Measure.Nps,
                        4,
                        Curve.Through((-100, 0), (0, 45), (30, 70), (60, 90), (100, 100)),
                        "close-the-loop"
                    ),
                    (Measure.Csat, 2, Curve.Through((0, 0), (60, 45), (80, 75), (95, 100)), "close-the-loop"),
                    (Measure.LoopsOverdue, 1, Curve.Through((0, 100), (1, 50), (3, 0)), "close-the-loop"),
                    (
                        Measure.RequestsUnanswered,
                        1,
                        Curve.Through((0, 100), (1, 60), (3, 20), (5, 0)),
                        "answer-requests"
                    )
                ),
                Group(
                    "billing",
                    2,
                    (
                        Measure.InvoiceOverdueDays,
                        2,
                        Curve.Through((0, 100), (15, 70), (45, 25), (90, 0)),
                        "billing-follow-up"
                    )
                ),
            ],
            [
                new(
                    "champion_gone",
                    Measure.ChampionGone,
                    Comparison.AtLeast,
                    1,
                    60,
                    "The champion has left and nobody has taken over.",
                    "champion-change"
                ),
                new(
                    "sponsor_gone",
                    Measure.SponsorGone,
                    Comparison.AtLeast,
                    1,
                    70,
                    "The executive sponsor has left and nobody has taken over.",
                    "sponsor-change"
                ),
                new(
                    "power_user_gone",
                    Measure.PowerUserGone,
                    Comparison.AtLeast,
                    1,
                    65,
                    "A power user has stopped.",
                    "power-user-departure"
                ),
                new(
                    "silent",
                    Measure.DaysSinceLastActivity,
                    Comparison.AtLeast,
                    30,
                    40,
                    "Nobody has used the product for 30 days.",
                    "gone-quiet"
                ),
                new(
                    "unpaid",
                    Measure.InvoiceOverdueDays,
                    Comparison.AtLeast,
                    60,
                    55,
                    "An invoice is more than 60 days overdue.",
                    "billing-follow-up"
                ),
            ],
            new BandLimits()
        );

    /// <summary>Scales the parts to the group's weight.</summary>
    private static MeasureGroup Group(
        string name,
        decimal weight,
        params (Measure Measure, decimal Part, Curve Curve, string Playbook)[] parts
    )
    {
        var sum = parts.Sum(p => p.Part);
        return new(
            name,
            [
                .. parts.Select(p => new WeightedMeasure(
                    p.Measure,
                    MeasureValues.Canonical(weight * p.Part / sum, 2),
                    p.Curve,
                    p.Playbook
                )),
            ]
        );
    }
}
