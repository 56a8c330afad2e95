using FsCheck;
using FsCheck.Fluent;
using Platform.HealthScoring.Scoring;
using static Platform.HealthScoring.Tests.Scoring.HealthScorerTests;

namespace Platform.HealthScoring.Tests.Scoring;

public sealed class ScoreChangeTests
{
    [Fact]
    public void Causes_add_up_to_the_change_exactly_whatever_changed_together() =>
        Prop.ForAll(Arbitrary.Changes(), c =>
            {
                var change = ScoreChanges.Between(c.OldCard, c.Old, c.NewCard, c.New);
                var before = HealthScorer.Score(c.OldCard, c.Old).Score;
                var after = HealthScorer.Score(c.NewCard, c.New).Score;
                return before is null || after is null
                    ? change.Amount is null && change.Causes.All(x => x.Amount is null)
                    : change.Amount == after - before && change.Causes.Sum(x => x.Amount!.Value) == change.Amount;
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void A_changed_value_is_named_with_what_it_moved()
    {
        var card = Card(Group("use", (Measure.Breadth, 1), (Measure.Adoption, 3)));

        var change = ScoreChanges.Between(
            card,
            Values((Measure.Breadth, 50), (Measure.Adoption, 50)),
            card,
            Values((Measure.Breadth, 70), (Measure.Adoption, 30))
        );

        change.Amount.ShouldBe(-10);
        change.Causes.ShouldBe([new("breadth", "value", 5, 50, 70), new("adoption", "value", -15, 50, 30)]);
    }

    [Fact]
    public void The_shift_of_weight_is_booked_on_the_measure_that_went_missing()
    {
        var card = Card(Group("use", (Measure.Breadth, 50), (Measure.Adoption, 50)));

        var change = ScoreChanges.Between(
            card,
            Values((Measure.Breadth, 80), (Measure.Adoption, 20)),
            card,
            Values((Measure.Breadth, 80))
        );

        change.Causes.ShouldBe([new("adoption", "went_missing", 30, 20, null)]);
    }

    [Fact]
    public void A_new_scorecard_and_a_cap_are_causes_of_their_own()
    {
        var old = Card(Group("use", (Measure.Breadth, 50), (Measure.Adoption, 50)));
        var @new = Card(Group("use", (Measure.Breadth, 90), (Measure.Adoption, 10))) with
        {
            Caps = [new("champion", Measure.ChampionGone, Comparison.AtLeast, 1, 60, "Champion gone")],
        };

        var change = ScoreChanges.Between(
            old,
            Values((Measure.Breadth, 90), (Measure.Adoption, 10)),
            @new,
            Values((Measure.Breadth, 90), (Measure.Adoption, 10), (Measure.ChampionGone, 1))
        );

        change.Amount.ShouldBe(10);
        change.Causes.ShouldBe([new("scorecard", "scorecard", 32, null, null), new("caps", "caps", -22, null, 60)]);
    }
}
