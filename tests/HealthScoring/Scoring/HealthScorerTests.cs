using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Platform.HealthScoring.Scoring;

namespace Platform.HealthScoring.Tests.Scoring;

public sealed class HealthScorerTests
{
    private static readonly Curve Straight = Curve.Through((0, 0), (100, 100));

    [Fact]
    public void Contributions_cap_and_override_add_up_to_the_score_exactly() =>
        Prop.ForAll(Arbitrary.Scored(), scored =>
            {
                var score = HealthScorer.Score(scored.Card, scored.Values);
                return score.Score is null
                    || score.Contributions.Sum(c => c.Points) + score.CapAdjustment + score.OverrideAdjustment
                        == score.Score;
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_score_lies_between_0_and_100_and_agrees_with_plain_double_arithmetic() =>
        Prop.ForAll(Arbitrary.Scored(), scored =>
            {
                var score = HealthScorer.Score(scored.Card, scored.Values);
                var expected = InDoubles(scored.Card, scored.Values);
                return score.BeforeCaps is null
                    ? double.IsNaN(expected)
                    : score.BeforeCaps is >= 0 and <= 100
                        && Math.Abs((double)score.BeforeCaps.Value - expected) < 0.0051;
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Stored_inputs_give_the_same_bytes_again() =>
        Prop.ForAll(Arbitrary.Scored(), scored =>
            {
                var stored = MeasureValues.FromStored(scored.Values.ToStored());
                var card = JsonSerializer.Deserialize<Scorecard>(JsonSerializer.SerializeToUtf8Bytes(scored.Card))!;
                return JsonSerializer
                    .SerializeToUtf8Bytes(HealthScorer.Score(scored.Card, scored.Values))
                    .AsSpan()
                    .SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(HealthScorer.Score(card, stored)));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Figures_are_those_of_the_explained_score() =>
        Prop.ForAll(Arbitrary.Scored(), scored =>
            {
                var score = HealthScorer.Score(scored.Card, scored.Values);
                return HealthScorer.Figures(scored.Card, scored.Values)
                    == new ScoreFigures(
                        score.Score,
                        score.Band,
                        score.WeightPresent,
                        string.Join(',', score.Caps.Select(c => c.Name))
                    );
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_value_is_rounded_to_the_bits_that_division_gives()
    {
        var random = new Random(7);
        for (var i = 0; i < 100_000; i++)
        {
            var value = new decimal(
                random.Next(),
                i % 3 == 0 ? random.Next() : 0,
                i % 7 == 0 ? random.Next(1_000) : 0,
                random.Next(2) == 0,
                (byte)random.Next(i % 3 == 0 ? 19 : 10)
            );
            if (i % 5 == 0)
                value = Math.Round(value, 1) * 10;
            var values = new MeasureValues { [Measure.Override] = value };
            decimal.GetBits(values[Measure.Override]!.Value)
                .ShouldBe(
                    decimal.GetBits(Math.Round(value, 2, MidpointRounding.ToEven) / 1.0000000000000000000000000000m)
                );
        }
    }

    [Fact]
    public void A_missing_measure_gives_its_weight_to_the_others_of_its_group()
    {
        var card = Card(
            Group("use", (Measure.Breadth, 30), (Measure.Adoption, 10)),
            Group("support", (Measure.Csat, 60))
        );

        var score = HealthScorer.Score(card, Values((Measure.Breadth, 50), (Measure.Csat, 100)));

        // The group keeps its 40: 40 % × 50 + 60 % × 100.
        score.Score.ShouldBe(80);
        score.WeightPresent.ShouldBe(0.9m);
        score.Contributions.Select(c => c.WeightShare).ShouldBe([0.4m, 0m, 0.6m]);
    }

    [Fact]
    public void A_group_with_nothing_present_drops_out()
    {
        var card = Card(Group("use", (Measure.Breadth, 60)), Group("support", (Measure.Csat, 40)));
        HealthScorer.Score(card, Values((Measure.Breadth, 50))).Score.ShouldBe(50);
    }

    [Fact]
    public void Below_half_of_the_weight_the_data_is_insufficient_and_there_is_no_number()
    {
        var card = Card(Group("use", (Measure.Breadth, 49)), Group("support", (Measure.Csat, 51)));

        var score = HealthScorer.Score(card, Values((Measure.Breadth, 50)));

        score.Score.ShouldBeNull();
        score.Band.ShouldBeNull();
        score.WeightPresent.ShouldBe(0.49m);
    }

    [Theory]
    [InlineData("0", Band.Red)]
    [InlineData("50", Band.Red)]
    [InlineData("50.01", Band.Yellow)]
    [InlineData("75", Band.Yellow)]
    [InlineData("75.01", Band.Green)]
    [InlineData("100", Band.Green)]
    public void Bands_close_at_their_upper_limit(string score, Band band) =>
        new BandLimits().Of(decimal.Parse(score, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(band);

    [Fact]
    public void The_lowest_cap_that_applies_binds_and_is_an_explicit_negative_contribution()
    {
        var card = Card(Group("use", (Measure.Breadth, 1))) with
        {
            Caps =
            [
                new("sponsor", Measure.SponsorGone, Comparison.AtLeast, 1, 70, "Sponsor gone"),
                new("champion", Measure.ChampionGone, Comparison.AtLeast, 1, 60, "Champion gone", "champion-change"),
                new("silent", Measure.DaysSinceLastActivity, Comparison.AtLeast, 30, 10, "Silent"),
            ],
        };

        var score = HealthScorer.Score(
            card,
            Values((Measure.Breadth, 90), (Measure.ChampionGone, 1), (Measure.SponsorGone, 1))
        );

        score.Score.ShouldBe(60);
        score.BeforeCaps.ShouldBe(90);
        score.CapAdjustment.ShouldBe(-30);
        score.Caps.Select(c => (c.Name, c.Binding)).ShouldBe([("champion", true), ("sponsor", false)]);
        score.Drivers[0].ShouldBe(new Driver("champion", "cap", 30, null, "champion-change"));
    }

    [Fact]
    public void Drivers_are_what_costs_most()
    {
        var card = Card(Group("use", (Measure.Breadth, 20), (Measure.Adoption, 80)));

        var score = HealthScorer.Score(card, Values((Measure.Breadth, 10), (Measure.Adoption, 70)));

        // 0.2 × 90 = 18 and 0.8 × 30 = 24.
        score.Drivers.Select(d => (d.Cause, d.Cost)).ShouldBe([("adoption", 24m), ("breadth", 18m)]);
    }

    [Fact]
    public void Default_scorecards_are_free_of_faults()
    {
        foreach (var (segment, card) in DefaultScorecards.BySegment)
            ScorecardRules.FaultsOf(card).ShouldBeEmpty(segment);
    }

    internal static Scorecard Card(params MeasureGroup[] groups) => new(groups, [], new BandLimits());

    internal static MeasureGroup Group(string name, params (Measure Measure, decimal Weight)[] measures) =>
        new(name, [.. measures.Select(m => new WeightedMeasure(m.Measure, m.Weight, Straight))]);

    internal static MeasureValues Values(params (Measure Measure, decimal Raw)[] raws)
    {
        var values = new MeasureValues();
        foreach (var (measure, raw) in raws)
            values[measure] = raw;
        return values;
    }

    private static double InDoubles(Scorecard card, MeasureValues values)
    {
        double sum = 0,
            divisor = 0;
        foreach (var group in card.Groups)
        {
            var present = group.Measures.Where(m => values[m.Measure] is not null).ToList();
            if (present.Count == 0)
                continue;
            var weight = (double)group.Measures.Sum(m => m.Weight);
            var mean =
                present.Sum(m => (double)m.Weight * Interpolate(m.Curve, (double)values[m.Measure]!.Value))
                / (double)present.Sum(m => m.Weight);
            sum += weight * mean;
            divisor += weight;
        }
        return sum / divisor;
    }

    private static double Interpolate(Curve curve, double raw)
    {
        var points = curve.Points.Select(p => ((double)p.Raw, (double)p.Value)).ToArray();
        if (raw <= points[0].Item1)
            return points[0].Item2;
        for (var i = 1; i < points.Length; i++)
            if (raw <= points[i].Item1)
                return points[i - 1].Item2
                    + (points[i].Item2 - points[i - 1].Item2)
                        * (raw - points[i - 1].Item1)
                        / (points[i].Item1 - points[i - 1].Item1);
        return points[^1].Item2;
    }
}
