using MathNet.Numerics.Distributions;
using Platform.Statistics.Experiments;

namespace Platform.Statistics.Tests;

/// <summary>Effects that are planted are found again, and effects that are not are not claimed.</summary>
public sealed class EffectTests
{
    /// <summary>As the requirement has it; the long run takes ten times as many.</summary>
    private static readonly int Plays = Environment.GetEnvironmentVariable("PLATFORM_LONG") == "1" ? 2_000 : 200;

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_holdout_covers_the_planted_effect(double planted)
    {
        var random = new Random(20_261_129);
        var estimates = Enumerable
            .Range(0, Plays)
            .Select(_ => HoldoutEffect.Of(Accounts(random, 160, planted, chooses: false))!)
            .ToList();

        Judge(estimates, planted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Matching_covers_the_planted_effect_where_the_worse_accounts_are_played(double planted)
    {
        var random = new Random(20_261_130);
        var comparisons = Enumerable
            .Range(0, Plays)
            .Select(_ => MatchedEffect.Of(Accounts(random, 700, planted, chooses: true)))
            .Where(comparison => comparison.IsComparable)
            .ToList();

        comparisons.Count.ShouldBeGreaterThan(Plays / 2, "most plays can be compared");
        Judge([.. comparisons.Select(comparison => comparison.Effect!)], planted);
        // Nothing worked before it began.
        var clear = comparisons.Count(comparison => comparison.Placebo!.IsClear);
        ((double)clear / comparisons.Count).ShouldBeLessThan(0.09);
    }

    [Fact]
    public void Comparing_everybody_would_have_been_wrong_where_the_worse_accounts_are_played()
    {
        var random = new Random(7);
        var naive = Enumerable
            .Range(0, 50)
            .Average(_ =>
            {
                var units = Accounts(random, 700, planted: 0, chooses: true);
                return units.Where(u => u.IsTreated).Average(u => u.Outcome)
                    - units.Where(u => !u.IsTreated).Average(u => u.Outcome);
            });

        naive.ShouldBeLessThan(-3, "the treated were worse to begin with");
    }

    [Fact]
    public void The_measure_before_makes_the_interval_narrower()
    {
        var units = Accounts(new Random(3), 400, planted: 4, chooses: false);
        var plain = HoldoutEffect.Of([.. units.Select(unit => unit with { Before = 0 })])!;
        var adjusted = HoldoutEffect.Of(units)!;

        (adjusted.Interval.High - adjusted.Interval.Low).ShouldBeLessThan(
            0.75 * (plain.Interval.High - plain.Interval.Low)
        );
    }

    [Fact]
    public void Matches_are_equal_in_their_stratum_and_within_the_caliper()
    {
        EffectUnit Unit(bool treated, string stratum, double measure) => new(treated, 1, 0, stratum, [measure]);
        var comparison = MatchedEffect.Of([
            Unit(true, "a", 10),
            Unit(true, "a", 20),
            Unit(true, "b", 30),
            Unit(false, "b", 10),
            Unit(false, "a", 20.5),
            Unit(false, "a", 35),
        ]);

        // Spread 10, so within 2: only 20 and 20.5 are like each other.
        comparison.Unmatched.ShouldBe(2);
        comparison.Effect.ShouldBeNull("one pair says nothing");
        comparison.IsComparable.ShouldBeFalse();
        comparison.Balance.ShouldHaveSingleItem().Smd.ShouldBe(-0.05, 1e-9);
    }

    [Fact]
    public void Unlike_groups_are_not_comparable()
    {
        // Whoever is near enough lies below: 9 of a spread of 50, which the caliper lets in and the balance does not.
        var units = Enumerable
            .Range(0, 40)
            .SelectMany(i =>
                new[]
                {
                    new EffectUnit(true, 1, 0, "a", [i % 2 * 100]),
                    new EffectUnit(false, 1, 0, "a", [i % 2 * 100 - 9]),
                }
            )
            .ToList();

        var comparison = MatchedEffect.Of(units);

        comparison.Unmatched.ShouldBe(0);
        comparison.Effect!.Treated.ShouldBe(40);
        comparison.Balance.ShouldHaveSingleItem().Smd.ShouldBe(9 / 50.6, 0.01);
        comparison.IsComparable.ShouldBeFalse();
    }

    private static void Judge(List<EffectEstimate> estimates, double planted)
    {
        var covered = (double)estimates.Count(estimate => estimate.Interval.Contains(planted)) / estimates.Count;
        covered.ShouldBeInRange(0.93, 0.97, "the intervals cover what was planted");
        if (planted == 0)
            (
                (double)estimates.Count(estimate => estimate.IsClear && estimate.Difference > 0) / estimates.Count
            ).ShouldBeLessThanOrEqualTo(0.05, "null plays are not said to work");
        else
            estimates.Average(estimate => estimate.Difference).ShouldBe(planted, 0.3);
    }

    /// <summary>Accounts whose health goes its own way, returns to its mean, and is lifted by the play.</summary>
    /// <param name="chooses">The play was given to the worse ones, not by chance.</param>
    private static List<EffectUnit> Accounts(Random random, int count, double planted, bool chooses)
    {
        double Gauss(double spread) => Normal.Sample(random, 0, spread);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    var level = 60 + Gauss(12);
                    var (earlier, before) = (level + Gauss(6), level + Gauss(6));
                    var treated = chooses
                        ? random.NextDouble() < 0.2 / (1 + Math.Exp((before - 55) / 8))
                        : random.NextDouble() < 0.5;
                    var outcome = 60 + 0.8 * (before - 60) + Gauss(6) + (treated ? planted : 0);
                    var size = random.NextDouble() < 0.5 ? "smb" : "mid_market";
                    var band =
                        before < 50 ? "red"
                        : before < 70 ? "yellow"
                        : "green";
                    return new EffectUnit(treated, outcome, before, $"{size}/{band}", [before], earlier);
                }),
        ];
    }
}
