using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Tests.Scoring;

public sealed class MeasureCatalogueTests
{
    /// <summary>History is kept for ever by these numbers: this list may grow at its end and never change.</summary>
    [Fact]
    public void Numbers_of_measures_are_pinned() =>
        string.Join(' ', MeasureCatalogue.All.Select(m => m.Name))
            .ShouldBe(
                "dau wau mau stickiness stickiness_weekdays active_seat_share days_since_last_activity "
                    + "activity_change breadth depth adoption growth "
                    + "product_engagement sessions events distinct_features distinct_core_features "
                    + "time_to_first_value nps csat tickets_open tickets_urgent "
                    + "ticket_wait_days ticket_trend invoices_overdue invoice_overdue_days champion_gone "
                    + "sponsor_gone plan_progress milestones_overdue "
                    + "days_since_review coverage sentiment power_user_gone requests_unanswered loops_overdue "
                    + "onboarding_stalled override"
            );

    [Fact]
    public void Each_measure_stands_at_its_number()
    {
        foreach (var measure in Enum.GetValues<Measure>())
            MeasureCatalogue.Of(measure).Measure.ShouldBe(measure);
    }

    [Fact]
    public void A_draft_is_told_all_its_faults_at_once()
    {
        var curve = Curve.Through((0, 0), (0, 120));
        var card = new Scorecard(
            [new("use", [new(Measure.Dau, 0, curve)]), new("Use", [])],
            [new("", Measure.Nps, Comparison.AtMost, 0, 100, "")],
            new BandLimits(80, 60)
        );

        ScorecardRules
            .FaultsOf(card)
            .Keys.Order(StringComparer.Ordinal)
            .ShouldBe([
                "bands",
                "caps[0].atMost",
                "caps[0].name",
                "caps[0].reason",
                "groups[0].measures[0].curve",
                "groups[0].measures[0].weight",
                "groups[1].measures",
                "groups[1].name",
            ]);
    }
}
