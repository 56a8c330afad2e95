using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Platform.Gateway.Limits;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Tests;

public sealed class LimitTests(LimitTests.TightGateway gateway) : IClassFixture<LimitTests.TightGateway>
{
    public sealed class TightGateway : GatewayUnderTest
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings() =>
            [
                .. base.Settings(),
                new("Limits:calls:PerSecond", "2"),
                new("Limits:calls:Burst", "5"),
                new("Limits:heavy:PerSecond", "1"),
                new("Limits:heavy:Burst", "1"),
            ];
    }

    [Fact]
    public async Task A_caller_above_the_limit_is_told_when_to_come_back_and_others_are_untouched()
    {
        using var greedy = await gateway.PersonAsync(Roles.Csm, $"greedy-{Guid.NewGuid():N}");
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 12; i++)
            answers.Add(await greedy.GetAsync("/v1/contacts"));

        answers[0].StatusCode.ShouldBe(HttpStatusCode.OK);
        answers[0].Headers.GetValues("RateLimit-Policy").Single().ShouldBe("\"calls\";q=5;w=2");
        answers[0].Headers.GetValues("RateLimit").Single().ShouldStartWith("\"calls\";r=4;t=");
        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBeInRange(5, 9);
        var refused = answers.Last(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 2);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("gateway/too-many-requests");

        using var modest = await gateway.PersonAsync(Roles.Csm, $"modest-{Guid.NewGuid():N}");
        (await modest.GetAsync("/v1/contacts")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await greedy.GetAsync("/v1/imports/1")).StatusCode.ShouldBe(HttpStatusCode.OK, "another budget");
    }

    [Fact]
    public async Task Instances_share_one_bucket()
    {
        var shared = gateway.Services.GetRequiredService<SharedBuckets>();
        var name = $"test-{Guid.NewGuid():N}";
        var size = new RateLimit(1, 40);
        var one = new CallerBucket(name, size, shared, TimeProvider.System);
        var other = new CallerBucket(name, size, shared, TimeProvider.System);

        var granted = 0;
        for (var i = 0; i < 60; i++)
        {
            if ((await (i % 2 == 0 ? one : other).TakeAsync(CancellationToken.None)).Granted > 0)
                granted++;
        }

        granted.ShouldBeInRange(40, 42, "forty in the bucket, and what a second or two refill");
    }

    [Fact]
    public void From_any_instant_on_a_bucket_lets_through_at_most_its_burst_and_its_rate()
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<(byte rate, byte burst, byte[] pauses)>(), world =>
        {
            var clock = new ManualClock();
            var size = new RateLimit(world.rate + 1, world.burst + 1);
            var bucket = new TokenBucket(size, clock);
            var grants = new List<(double At, int Granted)>();
            foreach (var pause in world.pauses ?? [])
            {
                clock.Advance(TimeSpan.FromMilliseconds(pause * 4));
                grants.Add((clock.Seconds, bucket.Take(1 + pause % 7).Granted));
            }

            return Enumerable
                .Range(0, grants.Count)
                .All(from =>
                    Enumerable
                        .Range(from, grants.Count - from)
                        .All(to =>
                            grants[from..(to + 1)].Sum(grant => grant.Granted)
                            <= size.Burst + size.PerSecond * (grants[to].At - grants[from].At) + 1e-6
                        )
                );
        });
        property.QuickCheckThrowOnFailure();
    }

    private sealed class ManualClock : TimeProvider
    {
        private long _ticks;

        public double Seconds => _ticks / (double)TimeSpan.TicksPerSecond;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}
