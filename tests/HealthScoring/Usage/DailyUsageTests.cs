using FsCheck;
using FsCheck.Fluent;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Tests.Usage;

public sealed class DailyUsageTests
{
    private static readonly Gen<UsageEntry> Entries =
        from user in Gen.Choose(0, 300)
        from feature in Gen.Choose(1, 12)
        from events in Gen.Choose(1, 5)
        from quantity in Gen.Choose(1, 1_000_000)
        from slot in Gen.Choose(0, 49)
        select new UsageEntry(user, feature, events, quantity, 1UL << slot);

    private static Arbitrary<(UsageEntry[] Entries, int Cut, int Seed)> Days() =>
        (
            from entries in Entries.ArrayOf()
            from cut in Gen.Choose(0, 100)
            from seed in Gen.Choose(0, 1000)
            select (entries, cut, seed)
        ).ToArbitrary();

    [Fact]
    public void Any_order_and_any_batching_of_events_gives_the_same_bytes() =>
        Prop.ForAll(Days(), day =>
            {
                var shuffled = day.Entries.ToArray();
                new Random(day.Seed).Shuffle(shuffled);
                var cut = shuffled.Length * day.Cut / 100;
                var inTwo = DailyUsage
                    .Of(shuffled[cut..])
                    .Plus(DailyUsageCodec.Decode(DailyUsageCodec.Encode(DailyUsage.Of(shuffled[..cut]))));
                return DailyUsageCodec
                    .Encode(inTwo)
                    .AsSpan()
                    .SequenceEqual(DailyUsageCodec.Encode(DailyUsage.Of([.. day.Entries])));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Totals_are_those_of_a_plain_recount() =>
        Prop.ForAll(Days(), day =>
            {
                var expected = new DayTotals(
                    day.Entries.Select(e => e.User).Distinct().Count(),
                    day.Entries.GroupBy(e => e.User).Sum(Sessions),
                    day.Entries.Sum(e => e.Events),
                    day.Entries.Sum(e => e.Quantity),
                    day.Entries.Select(e => e.Feature).Distinct().Count()
                );
                return DailyUsageCodec.Decode(DailyUsageCodec.Encode(DailyUsage.Of([.. day.Entries]))).Totals()
                    == expected;
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Activity_holds_exactly_who_used_what() =>
        Prop.ForAll(Days(), day =>
            {
                var found = new HashSet<(int, int)>();
                var features = DayActivity.Read(DayActivity.Encode(DailyUsage.Of([.. day.Entries])));
                while (features.Next())
                    for (var user = 0; user < features.Users.Length * 8; user++)
                        if ((features.Users[user >> 3] & (1 << (user & 7))) != 0)
                            found.Add((user, features.Feature));
                return found.SetEquals(day.Entries.Select(e => (e.User, e.Feature)));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_day_cut_short_is_an_error_not_a_smaller_day()
    {
        var packed = DailyUsageCodec.Encode(
            DailyUsage.Of([new UsageEntry(7, 3, 2, 2, 1), new UsageEntry(8, 3, 2, 2, 1)])
        );
        Should.Throw<InvalidDataException>(() => DailyUsageCodec.Decode(packed.AsSpan(0, packed.Length - 1)));
    }

    private static int Sessions(IGrouping<int, UsageEntry> user)
    {
        var slots = user.Select(e => System.Numerics.BitOperations.TrailingZeroCount(e.Slots))
            .Distinct()
            .Order()
            .ToArray();
        return slots.Where((s, i) => i == 0 || s > slots[i - 1] + 1).Count();
    }
}
