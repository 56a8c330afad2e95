using Platform.HealthScoring.Insights;

namespace Platform.HealthScoring.Tests.Insights;

public sealed class AssociationTests
{
    [Fact]
    public void A_planted_pair_is_found_and_the_features_without_meaning_are_not()
    {
        var random = new Random(8);
        var subjects = Enumerable.Range(0, 600).Select(_ =>
        {
            var did = new[] { "a", "b", "c", "d", "e", "f" }.Where(_ => random.Next(2) == 0).ToHashSet(StringComparer.Ordinal);
            var kept = random.NextDouble() < (did.Contains("a") && did.Contains("b") ? 0.9 : 0.5);
            return ((IReadOnlySet<string>)did, kept);
        }).ToList();

        var result = StickyFeatureFinder.Of(subjects);

        result.Sticky[0].Behaviours.ShouldBe(["a", "b"]);
        result.Sticky[0].Low.ShouldBeGreaterThan(2);
        result.Sticky.ShouldAllBe(s => s.Behaviours.Contains("a") || s.Behaviours.Contains("b"));
        result.Tested.Count.ShouldBe(6 + 15);
        result.Tested.ShouldAllBe(s => s.AdjustedP >= s.P);
    }

    [Fact]
    public void A_planted_aha_moment_is_found_with_its_threshold_and_confirmed_on_the_half_held_out()
    {
        var random = new Random(9);
        var subjects = Enumerable.Range(0, 1500).Select(_ =>
        {
            var (invites, other) = (random.Next(0, 7), random.Next(0, 7));
            var retained = random.NextDouble() < (invites >= 3 ? 0.85 : 0.15);
            return new AhaSubject(NewKey(random), new Dictionary<string, int[]> { ["invite"] = Spread(invites, 7, random), ["export"] = Spread(other, 7, random) }, retained);
        }).ToList();

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
        for (var i = 0; i < times; i++) perDay[random.Next(days)]++;
        return perDay;
    }

    private static Guid NewKey(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
