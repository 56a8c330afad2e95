using Platform.HealthScoring.Insights;

namespace Platform.HealthScoring.Tests.Insights;

public sealed class AssociationTests
{
    [Fact]
    public void A_planted_pair_is_found_and_the_features_without_meaning_are_not()
    {
        var random = new Random(8);
        var subjects = Enumerable
            .Range(0, 1_200)
            .Select(_ =>
            {
                var did = new[] { "a", "b", "c", "d", "e", "f" }
                    .Where(_ => random.Next(2) == 0)
                    .ToHashSet(StringComparer.Ordinal);
                var kept = random.NextDouble() < (did.Contains("a") && did.Contains("b") ? 0.9 : 0.5);
                return new StickySubject(NewKey(random), did, kept);
            })
            .ToList();

        var result = StickyFeatureFinder.Of(subjects);

        result.Sticky[0].Behaviours.ShouldBe(["a", "b"]);
        result.Sticky[0].Confirmed!.Low.ShouldBeGreaterThan(2);
        result.Sticky[0].Confirmed!.Effect.ShouldBe("weak");
        (result.Sticky[0].Found.Did + result.Sticky[0].Found.DidNot).ShouldBeInRange(500, 700, "one half is searched");
        result.Sticky.ShouldAllBe(s => s.Behaviours.Contains("a") || s.Behaviours.Contains("b"));
        result.Tested.Count.ShouldBe(6 + 15);
        result.Tested.ShouldAllBe(s => s.Found.AdjustedP >= s.Found.P - 1e-9);
    }

    [Fact]
    public void An_effect_that_is_beyond_chance_and_worth_nothing_is_called_none_and_not_sold()
    {
        var random = new Random(10);
        // Kept 55 of 100 against 49: of 20,000 beyond any doubt, and φ .06.
        var subjects = Enumerable
            .Range(0, 20_000)
            .Select(_ => random.Next(2) == 0)
            .Select(did => (Did: did, Kept: random.NextDouble() < (did ? 0.55 : 0.49), Key: NewKey(random)))
            .ToList();

        var sticky = StickyFeatureFinder.Of([
            .. subjects.Select(s => new StickySubject(s.Key, s.Did ? new HashSet<string> { "a" } : [], s.Kept)),
        ]);
        var aha = AhaSearch.Of(
            subjects.Select(s => new AhaSubject(
                s.Key,
                s.Did ? new Dictionary<string, int[]> { ["a"] = Spread(1, 1, random) } : [],
                s.Kept
            ))
        );

        sticky.Sticky.ShouldBeEmpty();
        (sticky.Tested[0].Found.Effect, sticky.Tested[0].Found.AdjustedP < 0.001).ShouldBe(("none", true));
        aha.Moments.ShouldAllBe(m => !m.Holds && m.Confirmed.Effect == "none");
        aha.Verdict.ShouldStartWith("No behaviour");
    }

    [Fact]
    public void A_planted_aha_moment_is_found_with_its_threshold_and_confirmed_on_the_half_held_out()
    {
        var random = new Random(9);
        var subjects = Enumerable
            .Range(0, 1500)
            .Select(_ =>
            {
                var (invites, other) = (random.Next(0, 7), random.Next(0, 7));
                var retained = random.NextDouble() < (invites >= 3 ? 0.85 : 0.15);
                return new AhaSubject(
                    NewKey(random),
                    new Dictionary<string, int[]>
                    {
                        ["invite"] = Spread(invites, 7, random),
                        ["export"] = Spread(other, 7, random),
                    },
                    retained
                );
            })
            .ToList();

        var result = AhaSearch.Of(subjects);

        var top = result.Moments[0];
        (top.Feature, top.Times, top.Days, top.Holds).ShouldBe(("invite", 3, 7, true));
        top.Confirmed.Phi.ShouldBeInRange(0.55, 0.85);
        result.Moments.Single(m => m.Feature == "export").Holds.ShouldBeFalse();
        (top.Found.Subjects + top.Confirmed.Subjects).ShouldBe(1500);
    }

    private static int[] Spread(int times, int days, Random random)
    {
        var perDay = new int[30];
        for (var i = 0; i < times; i++)
            perDay[random.Next(days)]++;
        return perDay;
    }

    private static Guid NewKey(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
