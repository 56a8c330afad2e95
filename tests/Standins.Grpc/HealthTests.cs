using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shouldly;
using Xunit;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Platform.GrpcStandins;

public class HealthTests
{
    private HealthStatus _database = HealthStatus.Healthy;

    public static TheoryData<HealthStatus, ServingStatus> Judgements =>
        new() { { HealthStatus.Healthy, ServingStatus.Serving }, { HealthStatus.Degraded, ServingStatus.Serving }, { HealthStatus.Unhealthy, ServingStatus.NotServing } };

    [Theory]
    [MemberData(nameof(Judgements))]
    public async Task Check_tells_of_the_health_checks(HealthStatus database, ServingStatus expected)
    {
        _database = database;
        await using var host = await StartAsync();

        (await Health(host).CheckAsync(new HealthCheckRequest())).Status.ShouldBe(expected);
    }

    [Fact]
    public async Task Check_runs_the_health_checks_anew()
    {
        await using var host = await StartAsync();
        (await Health(host).CheckAsync(new HealthCheckRequest())).Status.ShouldBe(ServingStatus.Serving);

        _database = HealthStatus.Unhealthy;

        (await Health(host).CheckAsync(new HealthCheckRequest())).Status.ShouldBe(ServingStatus.NotServing);
    }

    [Fact]
    public async Task Service_is_judged_by_the_health_checks_mapped_to_it()
    {
        _database = HealthStatus.Unhealthy;
        await using var host = await StartAsync();

        (await Health(host).CheckAsync(new HealthCheckRequest { Service = "reads" })).Status.ShouldBe(ServingStatus.NotServing);
        (await Health(host).CheckAsync(new HealthCheckRequest { Service = "front" })).Status.ShouldBe(ServingStatus.Serving);
    }

    [Fact]
    public async Task Unknown_service_is_not_found_by_Check_and_unknown_to_Watch()
    {
        await using var host = await StartAsync();
        var nobody = new HealthCheckRequest { Service = "nobody" };

        (await Should.ThrowAsync<RpcException>(() => Health(host).CheckAsync(nobody).ResponseAsync)).StatusCode.ShouldBe(StatusCode.NotFound);
        using var watch = Health(host).Watch(nobody);
        (await NextAsync(watch)).ShouldBe(ServingStatus.ServiceUnknown);
    }

    [Fact]
    public async Task Watch_tells_of_every_change()
    {
        await using var host = await StartAsync();
        using var watch = Health(host).Watch(new HealthCheckRequest { Service = "reads" });

        (await NextAsync(watch)).ShouldBe(ServingStatus.Serving);
        _database = HealthStatus.Unhealthy;
        (await NextAsync(watch)).ShouldBe(ServingStatus.NotServing);
        _database = HealthStatus.Degraded;
        (await NextAsync(watch)).ShouldBe(ServingStatus.Serving);
    }

    [Fact]
    public async Task Watch_ends_when_the_server_stops()
    {
        await using var host = await StartAsync();
        using var watch = Health(host).Watch(new HealthCheckRequest());
        (await NextAsync(watch)).ShouldBe(ServingStatus.Serving);

        var stop = host.StopAsync();

        (await NextAsync(watch)).ShouldBe(ServingStatus.NotServing);
        (await watch.ResponseStream.MoveNext()).ShouldBeFalse();
        await stop;
    }

    private static Health.HealthClient Health(EchoHost host) => new(host.Channel());

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        (await watch.ResponseStream.MoveNext()).ShouldBeTrue();
        return watch.ResponseStream.Current.Status;
    }

    private Task<EchoHost> StartAsync() => EchoHost.StartAsync(
        services: services =>
        {
            services.AddGrpcHealthChecks(options =>
                {
                    options.Services.MapService("reads", check => check.Name == "database");
                    options.Services.MapService("front", check => check.Tags.Contains("front"));
                })
                .AddCheck("database", () => new HealthCheckResult(_database))
                .AddCheck("front", () => HealthCheckResult.Healthy(), tags: ["front"]);
            services.Configure<HealthCheckPublisherOptions>(options =>
            {
                options.Delay = TimeSpan.Zero;
                options.Period = TimeSpan.FromSeconds(1);
            });
        },
        map: app => app.MapGrpcHealthChecksService());
}
