using System.Diagnostics;
using System.Net;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;

namespace Platform.Gateway.Tests;

/// <summary>Whom the roster deactivates is refused within a second, token or not.</summary>
public sealed class DeactivatedPeopleTests(GatewayUnderTest gateway, ITestOutputHelper output)
    : IClassFixture<GatewayUnderTest>
{
    private static readonly string[] Csm = [Roles.Csm];

    [Fact]
    public async Task Tokens_and_streams_of_a_deactivated_person_end_and_work_again_after_a_return()
    {
        var id = $"leaver-{Guid.NewGuid():N}";
        using var leaver = await gateway.PersonAsync(Roles.Csm, id);
        using var colleague = await gateway.PersonAsync(Roles.Csm);
        (await StatusAsync(leaver)).ShouldBe(HttpStatusCode.OK);
        await using var stream = await ServerSentEvents.ConnectAsync(leaver, "/v1/stream");

        // The feed's first event waits for its queue.
        await gateway.PublishAsync(new PersonChanged($"{id}-colleague", "active", Csm, 1));
        await KnownAsync($"{id}-colleague");
        var watch = Stopwatch.StartNew();
        await gateway.PublishAsync(new PersonChanged(id, "deactivated", Csm, 2));
        await TestKit.Eventually.HoldsAsync(
            async () => await StatusAsync(leaver) == HttpStatusCode.Unauthorized,
            "the token is refused",
            seconds: 10
        );
        output.WriteLine($"Refused {watch.ElapsedMilliseconds} ms after the roster changed.");
        await stream.EndsAsync();
        using (var refused = await leaver.GetAsync("/v1/accounts"))
            (await refused.Content.ReadAsStringAsync()).ShouldContain("deactivated");
        (await StatusAsync(colleague)).ShouldBe(HttpStatusCode.OK);

        // One that was told before the deactivation and comes after it.
        await gateway.PublishAsync(
            new PersonChanged(id, "active", Csm, 1),
            new PersonChanged($"{id}-other", "active", Csm, 1)
        );
        await KnownAsync($"{id}-other");
        await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
        (await StatusAsync(leaver)).ShouldBe(HttpStatusCode.Unauthorized);

        await gateway.PublishAsync(new PersonChanged(id, "active", Csm, 3));
        await TestKit.Eventually.HoldsAsync(
            async () => await StatusAsync(leaver) == HttpStatusCode.OK,
            "the token is good again"
        );
    }

    private Task KnownAsync(string person) =>
        TestKit.Eventually.HoldsAsync(
            () =>
                gateway.Database.ScalarAsync<bool>(
                    "select exists (select from person_state where person_id = @person)",
                    new { person }
                ),
            "the event came"
        );

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/v1/accounts");
        return answer.StatusCode;
    }
}
