using Platform.Simulator.Live;

namespace Platform.Simulator.Tests;

public sealed class LiveTrafficTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 3, 11, 0, 0, TimeSpan.Zero);
    private static readonly SimulationOptions Company = new()
    {
        Accounts = 50,
        Days = 60,
        Until = Now,
    };

    [Fact]
    public void Repeats_are_equal_come_later_and_have_the_share_asked_for()
    {
        var batches = Batches(new() { BatchSize = 10, RepeatedBatches = 0.2 }, 2_000);
        var repeats = batches.Index().Where(batch => batch.Item.IsRepeat).ToList();

        (repeats.Count / (double)batches.Count(batch => !batch.IsRepeat)).ShouldBeInRange(0.16, 0.24);
        foreach (var (place, repeat) in repeats)
        {
            var first = batches.FindIndex(batch => batch.Number == repeat.Number);
            first.ShouldBeLessThan(place);
            repeat.Events.ShouldBe(batches[first].Events);
        }
    }

    [Fact]
    public void Late_events_have_the_share_and_the_bound_asked_for()
    {
        var events = Batches(
                new()
                {
                    LateEvents = 0.1,
                    LatestBy = TimeSpan.FromDays(5),
                    RepeatedBatches = 0,
                },
                40
            )
            .SelectMany(batch => batch.Events)
            .ToList();

        (events.Count(usage => usage.OccurredAt < Now.AddMinutes(-1)) / (double)events.Count).ShouldBeInRange(
            0.09,
            0.11
        );
        events.Min(usage => usage.OccurredAt).ShouldBeInRange(Now.AddDays(-5), Now.AddDays(-4.9));
        events.Max(usage => usage.OccurredAt).ShouldBeLessThanOrEqualTo(Now);
        events.Select(usage => usage.EventId).Distinct().Count().ShouldBe(events.Count);
    }

    [Fact]
    public void Accounts_that_have_left_send_nothing()
    {
        var company = new SoftwareCompany(Company);
        var gone = company
            .Accounts.Where(account => account.Story.HasLeftBy(Company.LastDay))
            .Select(account => account.Number)
            .ToHashSet();
        gone.ShouldNotBeEmpty();
        Batches(new(), 40).SelectMany(batch => batch.Events).ShouldAllBe(usage => !gone.Contains(usage.AccountNumber));
    }

    [Fact]
    public void What_is_expected_counts_an_event_once_on_the_day_it_occurred()
    {
        var expected = new Expected();
        var batches = Batches(new() { RepeatedBatches = 0.3 }, 50);
        foreach (var usage in batches.SelectMany(batch => batch.Events))
            expected.Add(usage);

        expected.Events.ShouldBe(batches.Where(batch => !batch.IsRepeat).Sum(batch => batch.Events.Count));
        expected.Days.Values.Sum(day => day.Events).ShouldBe(expected.Events);
        expected.Days.Keys.Select(key => key.Day).Distinct().Count().ShouldBeGreaterThan(20);
    }

    private static List<TrafficBatch> Batches(TrafficOptions options, int count)
    {
        var traffic = new LiveTraffic(new SoftwareCompany(Company), options, new StoppedClock());
        return [.. Enumerable.Range(0, count).Select(_ => traffic.Next())];
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
