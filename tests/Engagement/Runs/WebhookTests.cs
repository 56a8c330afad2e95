using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Platform.Engagement.Tests.Playbooks;
using Platform.TestKit;

namespace Platform.Engagement.Tests.Runs;

/// <summary>What a step sends outward, to a server that fails at first.</summary>
public sealed class WebhookTests(EngagementUnderTest engagement)
{
    [Fact]
    public async Task A_repeated_webhook_carries_the_same_key_and_the_run_goes_on_when_it_was_taken()
    {
        var keys = new ConcurrentQueue<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var receiver = builder.Build();
        receiver.MapPost("/hook", (HttpRequest request) =>
        {
            keys.Enqueue(request.Headers["Idempotency-Key"].ToString());
            return Results.StatusCode(keys.Count == 1 ? 503 : 200);
        });
        await receiver.StartAsync();

        var ops = engagement.ClientFor("ops", "olga");
        var account = await engagement.AccountAsync("mira");
        var (playbook, _) = await ops.LiveAsync(
            Definitions.OnRequest(
                new
                {
                    key = "tell",
                    type = "webhook",
                    url = receiver.Urls.First() + "/hook",
                }
            )
        );
        var run = await ops.StartAsync(playbook, account);
        await Eventually.HoldsAsync(() => Task.FromResult(keys.Count == 1), "the first attempt");
        await ops.UntilAsync(run, "waiting");
        await Eventually.HoldsAsync(
            async () =>
            {
                engagement.Clock.Advance(TimeSpan.FromSeconds(5));
                return (await ops.RunAsync(run)).Text("state") == "done";
            },
            "the second attempt was taken"
        );
        keys.Count.ShouldBe(2);
        keys.Distinct().ShouldHaveSingleItem().Length.ShouldBe(64);
        (await ops.ReadAsync($"/v1/runs/{run}"))
            .List("steps")
            .Count(step => step.Text("outcome") == "done")
            .ShouldBe(1);
    }
}
