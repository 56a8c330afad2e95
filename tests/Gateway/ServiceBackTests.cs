using System.Net;
using Microsoft.AspNetCore.Http;
using Platform.Gateway.Routing;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Tests;

/// <summary>What a service that went and came back owes nobody: a refusal. Has upstreams of its own, which the other
/// tests do not disturb.</summary>
public sealed class ServiceBackTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    private UpstreamService Accounts => gateway.Upstreams[ServiceNames.Accounts];

    [Fact]
    public async Task The_first_call_after_a_service_is_back_succeeds()
    {
        using var ops = await gateway.PersonAsync(Roles.Ops);
        for (var round = 0; round < 5; round++)
        {
            await Accounts.StopAsync();
            using (var away = await ops.GetAsync("/v1/accounts"))
            {
                away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, "truly away");
                away.Headers.RetryAfter.ShouldNotBeNull();
            }

            await Accounts.StartAsync();
            using var first = round % 2 == 0 ? await SendFileAsync(ops, 3_000_000) : await ops.GetAsync("/v1/accounts");
            first.StatusCode.ShouldBe(HttpStatusCode.OK, $"round {round}: {await first.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task Connections_of_the_process_that_went_fail_no_call_to_the_one_that_came()
    {
        using var ops = await gateway.PersonAsync(Roles.Ops);
        for (var round = 0; round < 5; round++)
        {
            // Several connections of either kind lie in the pool when the process goes.
            await Task.WhenAll(
                Enumerable
                    .Range(0, 8)
                    .Select(async i =>
                        (i % 2 == 0 ? await SendFileAsync(ops, 100_000) : await ops.GetAsync("/v1/accounts")).Dispose()
                    )
            );
            await Accounts.StopAsync();
            await Accounts.StartAsync();

            var answers = await Task.WhenAll(
                Enumerable
                    .Range(0, 8)
                    .Select(i => i % 2 == 0 ? SendFileAsync(ops, 3_000_000) : ops.GetAsync("/v1/accounts"))
            );
            answers
                .Select(answer => answer.StatusCode)
                .ShouldAllBe(status => status == HttpStatusCode.OK, $"round {round}");
        }
    }

    [Fact]
    public async Task A_service_too_busy_to_say_that_it_is_ready_still_gets_calls()
    {
        using var ops = await gateway.PersonAsync(Roles.Ops);
        var asked = 0;
        Accounts.Ready = async context =>
        {
            Interlocked.Increment(ref asked);
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        try
        {
            await TestKit.Eventually.HoldsAsync(
                () => Task.FromResult(asked >= 3),
                "three questions were left without an answer"
            );
            using var answer = await SendFileAsync(ops, 3_000_000);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        finally
        {
            Accounts.Ready = context => context.Response.WriteAsync("Healthy");
        }
    }

    private async Task<HttpResponseMessage> SendFileAsync(HttpClient client, int bytes)
    {
        Accounts.Answer = async context =>
        {
            await context.Request.Body.CopyToAsync(System.IO.Stream.Null);
            await context.Response.WriteAsync("{}");
        };
        using var file = new ByteArrayContent(new byte[bytes]);
        return await client.PostAsync("/v1/imports?kind=accounts&source=test", file);
    }
}
