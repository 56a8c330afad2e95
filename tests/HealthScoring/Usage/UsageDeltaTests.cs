using FsCheck;
using FsCheck.Fluent;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Tests.Usage;

public sealed class UsageDeltaTests
{
    private static readonly Arbitrary<(int Account, DeltaEvent Event)[]> Events = (
        from count in Gen.Choose(0, 300)
        from events in (
            from account in Gen.Choose(0, 5)
            from user in Gen.OneOf(Gen.Choose(1, 9), Gen.Choose(1, int.MaxValue))
            from feature in Gen.Choose(1, 5_000)
            from day in Gen.Choose(730_000, 740_000)
            from slot in Gen.Choose(0, 49)
            from quantity in Gen.Choose(1, 1_000_000_000)
            from at in Gen.Choose(0, int.MaxValue)
            select (account, new DeltaEvent(user, feature, day, slot, quantity, 1000L * at))
        ).ArrayOf(count)
        select events
    ).ToArbitrary();

    [Fact]
    public void Gives_back_every_event_of_every_account_in_order() =>
        Prop.ForAll(Events, events =>
            {
                var accounts = Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7()).ToArray();
                var delta = new UsageDelta();
                foreach (var group in events.GroupBy(e => e.Account))
                    delta.Add(accounts[group.Key], [.. group.Select(e => e.Event)]);

                var read = new List<(Guid, DeltaEvent)>();
                if (!delta.IsEmpty)
                {
                    var reader = UsageDelta.Read(delta.Body.Span);
                    while (reader.NextAccount())
                    while (reader.NextEvent())
                        read.Add((reader.Account, reader.Event));
                }
                return read.SequenceEqual(
                    events.GroupBy(e => e.Account).SelectMany(g => g).Select(e => (accounts[e.Account], e.Event))
                );
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void An_account_s_shard_never_changes()
    {
        // Deltas written by one version of the program are folded by the next, under the same lock.
        UsageDelta.ShardOf(Guid.Parse("01890000-0000-7000-8000-00000000000a")).ShouldBe(10);
        UsageDelta.ShardOf(Guid.Parse("0189ffff-ffff-7fff-bfff-fffffffffff3")).ShouldBe(3);
    }

    [Fact]
    public void A_delta_of_another_version_or_cut_short_is_refused()
    {
        var delta = new UsageDelta();
        delta.Add(Guid.CreateVersion7(), [new DeltaEvent(1, 2, 739_000, 3, 4, 5)]);
        var body = delta.Body.ToArray();
        Should.Throw<InvalidDataException>(() => ReadAll([9, .. body[1..]]));
        Should.Throw<InvalidDataException>(() => ReadAll(body[..^1]));
    }

    private static void ReadAll(byte[] body)
    {
        var reader = UsageDelta.Read(body);
        while (reader.NextAccount())
        while (reader.NextEvent()) { }
    }
}
