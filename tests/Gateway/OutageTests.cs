using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Platform.Gateway.Routing;
using Platform.LocalServers;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.Gateway.Tests;

/// <summary>What goes away while calls are under way.</summary>
public sealed class OutageTests
{
    private class GatewayWithItsOwnRedis(RedisServer redis) : GatewayUnderTest
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings() =>
            [.. base.Settings(), new("ConnectionStrings:redis", $"{redis.ConnectionString},abortConnect=false")];
    }

    /// <summary>A second instance beside the first: the same database and broker, other ports.</summary>
    private sealed class SecondInstance(GatewayUnderTest first, RedisServer redis) : GatewayWithItsOwnRedis(redis)
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings() =>
            [
                .. base.Settings(),
                new("ConnectionStrings:gateway", first.DatabaseConnectionString),
                new("ConnectionStrings:rabbitmq", first.VirtualHost.ToString()),
            ];
    }

    [Fact]
    public async Task Redis_killed_and_back_under_load_fails_no_call()
    {
        var directory = Directory.CreateTempSubdirectory("platform-redis-").FullName;
        await using var redis = new RedisServer(directory);
        await redis.StartAsync();
        await using (var gateway = new GatewayWithItsOwnRedis(redis))
        {
            await gateway.InitializeAsync();
            using var client = await gateway.PersonAsync(Roles.Csm);
            var statuses = new ConcurrentBag<int>();
            using var stop = new CancellationTokenSource();
            var load = Enumerable
                .Range(0, 8)
                .Select(worker =>
                    Task.Run(async () =>
                    {
                        while (!stop.IsCancellationRequested)
                        {
                            using var answer = await client.GetAsync(
                                worker % 2 == 0 ? "/v1/segments" : $"/v1/accounts/{Guid.NewGuid()}/overview"
                            );
                            statuses.Add((int)answer.StatusCode);
                        }
                    })
                )
                .ToList();

            await TestKit.Eventually.HoldsAsync(() => Task.FromResult(statuses.Count > 200), "calls are under way");
            redis.Kill();
            var killedAt = statuses.Count;
            await TestKit.Eventually.HoldsAsync(
                () => Task.FromResult(statuses.Count > killedAt + 300),
                "calls go on without Redis"
            );
            await redis.StartAsync();
            var backAt = statuses.Count;
            await TestKit.Eventually.HoldsAsync(
                () => Task.FromResult(statuses.Count > backAt + 300),
                "and with it again"
            );
            await stop.CancelAsync();
            await Task.WhenAll(load);

            statuses.Where(status => status != 200).ShouldBeEmpty();
        }

        await redis.DisposeAsync();
        await ServerDirectory.DeleteAsync(directory);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_key_revoked_under_load_is_refused_by_two_instances_within_a_second(bool redisIsThere)
    {
        var directory = Directory.CreateTempSubdirectory("platform-redis-").FullName;
        await using var redis = new RedisServer(directory);
        await redis.StartAsync();
        await using var first = new GatewayWithItsOwnRedis(redis);
        await first.InitializeAsync();
        await using var second = new SecondInstance(first, redis);
        await second.InitializeAsync();
        // What carries the revocation is the database alone.
        if (!redisIsThere)
            redis.Kill();
        var (id, secret) = await first.KeyAsync("accounts:read");
        using var stop = new CancellationTokenSource();
        var calls = new ConcurrentBag<(int Instance, long StartedAt, HttpStatusCode Status)>();
        var load = new[] { first, second }
            .SelectMany(
                (gateway, instance) =>
                    Enumerable
                        .Range(0, 4)
                        .Select(_ =>
                            Task.Run(async () =>
                            {
                                using var partner = gateway.Anonymous();
                                partner.DefaultRequestHeaders.Add("X-Api-Key", secret);
                                while (!stop.IsCancellationRequested)
                                {
                                    var startedAt = Stopwatch.GetTimestamp();
                                    using var answer = await partner.GetAsync("/v1/segments");
                                    calls.Add((instance, startedAt, answer.StatusCode));
                                }
                            })
                        )
            )
            .ToList();
        await TestKit.Eventually.HoldsAsync(
            () =>
                Task.FromResult(
                    calls.Count(call => call is { Instance: 1, Status: HttpStatusCode.OK }) > 50
                        && calls.Count(call => call is { Instance: 0, Status: HttpStatusCode.OK }) > 50
                ),
            "both serve it"
        );

        using var ops = await first.PersonAsync(Roles.Ops);
        (await ops.DeleteAsync($"/v1/api-keys/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var revokedAt = Stopwatch.GetTimestamp();
        await TestKit.Eventually.HoldsAsync(
            () =>
                Task.FromResult(
                    Enumerable
                        .Range(0, 2)
                        .All(instance =>
                            calls.Any(call =>
                                call.Instance == instance
                                && call.Status == HttpStatusCode.Unauthorized
                                && Stopwatch.GetElapsedTime(revokedAt, call.StartedAt).TotalSeconds > 1
                            )
                        )
                ),
            "both were asked a second later"
        );
        await stop.CancelAsync();
        await Task.WhenAll(load);

        calls
            .Where(call => call.Instance == 0 && call.StartedAt > revokedAt)
            .ShouldAllBe(call => call.Status == HttpStatusCode.Unauthorized, "at once where it was revoked");
        calls
            .Where(call => Stopwatch.GetElapsedTime(revokedAt, call.StartedAt).TotalSeconds > 1)
            .ShouldAllBe(call => call.Status == HttpStatusCode.Unauthorized, "a second later everywhere");
        await second.DisposeAsync();
        await first.DisposeAsync();
        await redis.DisposeAsync();
        await ServerDirectory.DeleteAsync(directory);
    }

    [Fact]
    public async Task A_service_that_goes_under_load_takes_nobody_with_it()
    {
        await using var gateway = new GatewayUnderTest();
        await gateway.InitializeAsync();
        using var client = await gateway.PersonAsync(Roles.Csm);
        using var stop = new CancellationTokenSource();
        var calls = new ConcurrentBag<(string Path, HttpStatusCode Status, string? Type)>();
        var load = new[] { "/v1/surveys", "/v1/segments", "/v1/renewals", "/v1/scorecards" }
            .Select(path =>
                Task.Run(async () =>
                {
                    while (!stop.IsCancellationRequested)
                    {
                        using var answer = await client.GetAsync(path);
                        calls.Add((path, answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
                    }
                })
            )
            .ToList();

        await TestKit.Eventually.HoldsAsync(() => Task.FromResult(calls.Count > 100), "calls are under way");
        await gateway.Upstreams[ServiceNames.Feedback].StopAsync();
        await TestKit.Eventually.HoldsAsync(
            () => Task.FromResult(calls.Count(call => call.Status == HttpStatusCode.ServiceUnavailable) > 20),
            "its calls are refused"
        );
        await gateway.Upstreams[ServiceNames.Feedback].StartAsync();
        await stop.CancelAsync();
        await Task.WhenAll(load);

        calls.Where(call => call.Path != "/v1/surveys").ShouldAllBe(call => call.Status == HttpStatusCode.OK);
        calls
            .Where(call => call.Path == "/v1/surveys" && call.Status != HttpStatusCode.OK)
            .ShouldAllBe(call =>
                call.Status == HttpStatusCode.ServiceUnavailable && call.Type == "application/problem+json"
            );
    }

    [Fact]
    public async Task A_service_that_breaks_connections_is_asked_three_times_for_a_read_at_most_and_once_for_a_change()
    {
        await using var gateway = new GatewayUnderTest();
        await gateway.InitializeAsync();
        using var client = await gateway.PersonAsync(Roles.Csm);
        var feedback = gateway.Upstreams[ServiceNames.Feedback];
        feedback.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        for (var i = 0; i < 20; i++)
        {
            using var answer = await client.GetAsync("/v1/surveys");
            (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType).ShouldBe(
                (HttpStatusCode.ServiceUnavailable, "application/problem+json")
            );
        }
        feedback.Seen.Count.ShouldBeInRange(21, 60);

        feedback.Seen.Clear();
        for (var i = 0; i < 20; i++)
        {
            using var answer = await client.PostAsync(
                "/v1/surveys",
                new StringContent("{}", System.Text.Encoding.UTF8, "application/json")
            );
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
        feedback.Seen.Count.ShouldBe(20);
    }
}
