using System.Text.Json;
using Platform.Simulator.Storylines;

namespace Platform.Cli.Simulation.Sample;

/// <summary>People who speak for us: proposed, agreed and declined, with what they were asked for.</summary>
internal sealed class AdvocatePart(Scene scene) : SamplePart("Advocates", scene)
{
    private static readonly (string Kind, string AskedFor, string? Status, string? Note)[] Asks =
    [
        (
            "call",
            "A manufacturer with 900 employees, comparing us with a competitor",
            "done",
            "Forty minutes, frank and warm. They signed."
        ),
        (
            "quote",
            "Website, page on approvals",
            "accepted",
            "Sends two sentences after checking with her press office."
        ),
        ("case_study", "Story on faster month ends", "accepted", "Interview on the 12th, photographer included."),
        ("event", "Panel at our user day", null, null),
        ("review", "Software review site", "done", "Four and a half stars, half a star less for imports."),
        (
            "call",
            "A retailer asking about the roll-out in branches",
            "refused",
            "Not before their inventory in January."
        ),
        ("event", "Round table for operations leaders", "accepted", "Comes if the train is on time."),
    ];

    protected override async Task TellStoriesAsync(CancellationToken ct)
    {
        var proud = Scene
            .Customers.Where(account => account.IsLarge && account.Champion is not null && IsSteady(account))
            .Take(14);
        await EachAsync(
            proud.Select((account, place) => (account, place)),
            it => $"advocate-{it.account.Key}",
            async (it, story) =>
            {
                var account = it.account;
                var body = new
                {
                    accountId = account.Id,
                    contactId = account.Champion!.Id,
                    evidence = "Uses it every day, brought two more departments along, and says so in meetings.",
                };
                var advocate = await story.PostAsync(account.Csm, "v1/advocates", body, ct);
                Count("proposed");
                if (it.place % 7 == 6)
                    return;
                var status = it.place % 7 == 3 ? "declined" : "active";
                if (await StatusAsync(advocate, ct) == "candidate")
                    await story.PutAsync(account.Csm, $"v1/advocates/{advocate.Id()}/status", new { status }, ct);
                Count(status == "active" ? "agreed" : "declined");
                if (status == "active")
                    await AskAsync(account, it.place, advocate.Id(), story, ct);
            }
        );
    }

    private async Task<string> StatusAsync(JsonElement advocate, CancellationToken ct)
    {
        var account = advocate.GetProperty("accountId").GetGuid();
        var known = await Scene.ListAsync($"v1/advocates?accountId={account}", ct);
        return known.First(row => row.Id() == advocate.Id()).Text("status");
    }

    private async Task AskAsync(SampleAccount account, int place, Guid advocate, Story story, CancellationToken ct)
    {
        foreach (var (kind, askedFor, status, note) in Asks.Skip(place % Asks.Length).Take(1 + (place % 2)))
        {
            var reference = await story.PostAsync(
                account.Csm,
                $"v1/advocates/{advocate}/references",
                new { kind, askedFor },
                ct
            );
            Count("references");
            var now = (await Scene.GetAsync($"v1/advocates/{advocate}/references", ct))
                .Items()
                .First(row => row.Id() == reference.Id());
            if (status is not null && now.Text("status") == "asked")
                await story.PutAsync(
                    account.Csm,
                    $"v1/advocates/references/{reference.Id()}/status",
                    new { status, note },
                    ct
                );
        }
    }

    private static bool IsSteady(SampleAccount account) =>
        account.Storyline is Storyline.Healthy or Storyline.SeatSaturation;
}
