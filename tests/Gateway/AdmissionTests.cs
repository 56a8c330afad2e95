using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.Gateway.Routing;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Tests;

public sealed class AdmissionTests(AdmissionTests.SmallGateway gateway) : IClassFixture<AdmissionTests.SmallGateway>
{
    /// <summary>Room for 20 calls, 10 of them at one service.</summary>
    private const int Room = 10;

    public sealed class SmallGateway : GatewayUnderTest
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings() =>
            [.. base.Settings(), new("Protection:MaxCalls", $"{2 * Room}")];
    }

    [Fact]
    public async Task A_service_that_hangs_takes_its_own_room_and_no_more_and_who_is_over_the_limit_takes_none()
    {
        using var client = await gateway.PersonAsync(Roles.Csm);
        using var ops = await gateway.PersonAsync(Roles.Ops);
        using var partner = gateway.Anonymous();
        partner.DefaultRequestHeaders.Add("X-Api-Key", await KeyOfOneCallAsync(ops));
        var feedback = gateway.Upstreams[ServiceNames.Feedback];
        var (usual, goOn) = (
            feedback.Answer,
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
        );
        feedback.Answer = async context =>
        {
            await goOn.Task;
            await usual(context);
        };

        var inside = Enumerable.Range(0, Room).Select(_ => client.GetAsync("/v1/surveys")).ToList();
        await TestKit.Eventually.HoldsAsync(() => Task.FromResult(feedback.Seen.Count == Room), "the room is full");
        using var outside = await client.GetAsync("/v1/surveys");
        (outside.StatusCode, await TypeAsync(outside)).ShouldBe(
            (HttpStatusCode.ServiceUnavailable, "gateway/overloaded")
        );
        outside.Headers.RetryAfter.ShouldNotBeNull();
        (await client.GetAsync("/v1/segments")).StatusCode.ShouldBe(
            HttpStatusCode.OK,
            "another service has its own room"
        );
        var answers = new List<string?>();
        for (var i = 0; i < 5; i++)
            answers.Add(await TypeAsync(await partner.GetAsync("/v1/surveys")));
        answers.ShouldContain("gateway/too-many-requests", "the limit comes before the room");

        goOn.SetResult();
        (await Task.WhenAll(inside)).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await client.GetAsync("/v1/surveys")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<string> KeyOfOneCallAsync(HttpClient ops)
    {
        using var issued = await ops.PostAsJsonAsync(
            "/v1/api-keys",
            new
            {
                name = "one call a second",
                scopes = new[] { "feedback:read" },
                requestsPerSecond = 1,
            }
        );
        return (await issued.Content.ReadFromJsonAsync<JsonObject>())!["secret"]!.GetValue<string>();
    }

    private static async Task<string?> TypeAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonObject>())?["type"]?.GetValue<string>();
}
