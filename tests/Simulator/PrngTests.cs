using FsCheck;
using FsCheck.Fluent;
using Platform.Simulator.Randomness;

namespace Platform.Simulator.Tests;

public sealed class PrngTests
{
    [Fact]
    public void A_stream_depends_on_seed_purpose_and_numbers_only() =>
        Prop.ForAll<ulong, int, int>(
                (seed, a, b) =>
                {
                    var first = Prng.For(seed, "usage", a, b).NextBits();
                    first.ShouldBe(Prng.For(seed, "usage", a, b).NextBits());
                    first.ShouldNotBe(Prng.For(seed, "tickets", a, b).NextBits());
                    first.ShouldNotBe(Prng.For(seed, "usage", a, b + 1).NextBits());
                    first.ShouldNotBe(Prng.For(seed + 1, "usage", a, b).NextBits());
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Whole_numbers_stay_in_range_and_reach_both_ends()
    {
        var random = Prng.For(1, "test");
        var drawn = Enumerable.Range(0, 1_000).Select(_ => random.Whole(3, 7)).ToList();
        drawn.Min().ShouldBe(3);
        drawn.Max().ShouldBe(7);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(4)]
    [InlineData(29)]
    [InlineData(80)]
    public void Counts_have_the_mean_and_the_variance_asked_for(double mean)
    {
        var random = Prng.For(5, "poisson");
        var drawn = Enumerable.Range(0, 20_000).Select(_ => random.Poisson(mean)).ToList();
        var average = drawn.Average();
        average.ShouldBe(mean, mean * 0.04);
        drawn.Average(count => (count - average) * (count - average)).ShouldBe(mean, mean * 0.08);
    }

    [Fact]
    public void Ids_are_uuids_of_version_7_and_carry_their_instant()
    {
        var instant = new DateTimeOffset(2026, 1, 1, 10, 0, 0, 123, TimeSpan.Zero);
        var id = SimulatedId.At(instant, Prng.For(1, "id"));
        id.Version.ShouldBe(7);
        (id.Variant & 0xC).ShouldBe(0x8);
        Convert.ToInt64(id.ToString("N")[..12], 16).ShouldBe(instant.ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData(2024, 3, 31)]
    [InlineData(2025, 4, 20)]
    [InlineData(2026, 4, 5)]
    [InlineData(2038, 4, 25)]
    public void Easter_falls_where_the_church_has_it(int year, int month, int day) =>
        Usage.Calendar.Easter(year).ShouldBe(new DateOnly(year, month, day));
}
