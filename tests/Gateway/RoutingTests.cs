using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Platform.Gateway.Routing;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Tests;

public sealed class RoutingTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Theory]
    [InlineData("/v1/accounts", ServiceNames.Accounts)]
    [InlineData("/v1/accounts/7/contacts", ServiceNames.Accounts)]
    [InlineData("/v1/accounts/7/score", ServiceNames.HealthScoring)]
    [InlineData("/v1/accounts/7/score/history", ServiceNames.HealthScoring)]
    [InlineData("/v1/accounts/7/scorecard", ServiceNames.Accounts)]
    [InlineData("/v1/accounts/7/overview", ServiceNames.Self)]
    [InlineData("/v1/subscriptions", ServiceNames.Renewals)]
    [InlineData("/v1/plans/3", ServiceNames.SuccessPlans)]
    [InlineData("/v1/surveys", ServiceNames.Feedback)]
    [InlineData("/v1/imports/3/report", ServiceNames.Accounts)]
    public void A_path_has_one_owner(string path, string service) => RouteTable.Find(path)!.Service.ShouldBe(service);

    [Theory]
    [InlineData("/v1")]
    [InlineData("/v1/")]
    [InlineData("/v1/nothing")]
    [InlineData("/v2/accounts")]
    [InlineData("/v1//accounts")]
    [InlineData("/v1/nothing/3/raw")]
    [InlineData("/health/ready")]
    [InlineData("/internal/accounts")]
    public void What_no_line_names_is_not_published(string path) => RouteTable.Find(path).ShouldBeNull();

    [Theory]
    [InlineData("/platform.scoring.v1.Usage/Stream", ServiceNames.HealthScoring)]
    [InlineData("/platform.accounts.v1.Accounts/List", ServiceNames.Accounts)]
    [InlineData("/grpc.reflection.v1.ServerReflection/Info", null)]
    [InlineData("/platform.scoring.v1", null)]
    [InlineData("/", null)]
    public void A_grpc_method_has_one_owner(string path, string? service) =>
        RouteTable.FindGrpc(path).ShouldBe(service);

    [Fact]
    public async Task A_read_goes_to_its_service_over_http2_with_the_internal_token()
    {
        using var client = await gateway.PersonAsync(Roles.Csm, "ines");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "10.0.0.1");
        client.DefaultRequestHeaders.Add("Cookie", "session=1");

        var answer = await client.GetFromJsonAsync<JsonObject>("/v1/contacts?limit=1");

        answer!["service"]!.GetValue<string>().ShouldBe(ServiceNames.Accounts);
        var seen = gateway.Upstreams[ServiceNames.Accounts].Seen.Last(request => request.Path == "/v1/contacts");
        seen.Protocol.ShouldBe("HTTP/2");
        seen.Headers.ShouldNotContainKey("X-Forwarded-For");
        seen.Headers.ShouldNotContainKey("Cookie");
        seen.Headers["Authorization"].ShouldStartWith("Bearer ");
        seen.Headers["Authorization"].ShouldNotBe(client.DefaultRequestHeaders.Authorization!.ToString());
    }

    [Fact]
    public async Task A_body_goes_over_http1_and_arrives_whole()
    {
        var body = new byte[3_000_000];
        Random.Shared.NextBytes(body);
        long received = 0;
        gateway.Upstreams[ServiceNames.Renewals].Answer = async context =>
        {
            var buffer = new byte[81_920];
            int read;
            while ((read = await context.Request.Body.ReadAsync(buffer)) > 0)
                received += read;
            context.Response.StatusCode = 202;
        };
        using var client = await gateway.PersonAsync(Roles.Ops);

        using var content = new ByteArrayContent(body);
        var answer = await client.PostAsync("/v1/subscriptions", content);

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        received.ShouldBe(body.Length);
        gateway.Upstreams[ServiceNames.Renewals].Seen.Last().Protocol.ShouldBe("HTTP/1.1");
    }

    [Fact]
    public async Task A_service_that_is_away_answers_503_with_a_problem_and_others_are_untouched()
    {
        using var client = await gateway.PersonAsync(Roles.Csm);
        var feedback = gateway.Upstreams[ServiceNames.Feedback];
        await feedback.StopAsync();
        try
        {
            var away = await client.GetAsync("/v1/surveys");
            away.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            away.Headers.RetryAfter.ShouldNotBeNull();
            var problem = await away.Content.ReadFromJsonAsync<JsonObject>();
            problem!["type"]!.GetValue<string>().ShouldBe("gateway/service-unavailable");
            problem["detail"]!.GetValue<string>().ShouldContain("feedback");

            (await client.GetAsync("/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        finally
        {
            await feedback.StartAsync();
        }

        await TestKit.Eventually.HoldsAsync(
            async () => (await client.GetAsync("/v1/surveys")).IsSuccessStatusCode,
            "feedback is back in rotation"
        );
    }

    [Fact]
    public async Task A_replica_that_goes_fails_no_read()
    {
        using var client = await gateway.PersonAsync(Roles.Csm);
        async Task<int> FailuresAsync(int calls)
        {
            var answers = await Task.WhenAll(
                Enumerable.Range(0, calls).Select(_ => client.GetAsync("/v1/accounts/1/score"))
            );
            return answers.Count(answer => !answer.IsSuccessStatusCode);
        }

        (await FailuresAsync(40)).ShouldBe(0);
        gateway.SecondScoring.Seen.ShouldNotBeEmpty("both replicas take part");

        var calling = FailuresAsync(200);
        await gateway.SecondScoring.StopAsync();
        (await calling).ShouldBe(0);
        (await FailuresAsync(40)).ShouldBe(0);

        await gateway.SecondScoring.StartAsync();
        gateway.SecondScoring.Seen.Clear();
        await TestKit.Eventually.HoldsAsync(
            async () => await FailuresAsync(4) == 0 && !gateway.SecondScoring.Seen.IsEmpty,
            "the replica takes part again"
        );
    }

    [Fact]
    public async Task A_replica_that_is_not_ready_gets_no_calls_while_another_is()
    {
        using var client = await gateway.PersonAsync(Roles.Csm);
        var usual = gateway.SecondScoring.Ready;
        gateway.SecondScoring.Ready = context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };
        await TestKit.Eventually.HoldsAsync(
            async () =>
            {
                gateway.SecondScoring.Seen.Clear();
                for (var i = 0; i < 10; i++)
                    (await client.GetAsync("/v1/accounts/1/score")).StatusCode.ShouldBe(HttpStatusCode.OK);
                return gateway.SecondScoring.Seen.IsEmpty;
            },
            "the replica is drained"
        );

        gateway.SecondScoring.Ready = usual;
        await TestKit.Eventually.HoldsAsync(
            async () =>
            {
                await client.GetAsync("/v1/accounts/1/score");
                return !gateway.SecondScoring.Seen.IsEmpty;
            },
            "it takes part again"
        );
    }
}
