using System.Globalization;
using System.Net;
using Platform.Simulator.Storylines;

namespace Platform.Cli.Simulation.Sample;

/// <summary>Room to grow: what was seen, what came of it, and roadmaps that champions agreed to.</summary>
internal sealed class ExpansionPart(Scene scene) : SamplePart("Expansions", scene)
{
    private sealed record Chance(
        string Trigger,
        string Evidence,
        string? State = null,
        string? Reason = null,
        decimal Arr = 0
    );

    private static readonly Chance[] Chances =
    [
        new("new_team", "The warehouse has asked for access three times this month"),
        new("premium_use", "Eleven people tried forecasts, which their edition does not have"),
        new(
            "new_team",
            "Quality wants approvals of its own; 25 people",
            "won",
            "Signed with the renewal, first training in January",
            9_000
        ),
        new("users_growth", "Active people up by two thirds in a quarter, without anybody pushing"),
        new(
            "premium_use",
            "Their IT asks each week when the audit log comes",
            "lost",
            "Another department has bought a log tool for all systems"
        ),
        new("new_team", "The plant in the north was in the steering group for the first time"),
        new(
            "premium_use",
            "Automation runs were tried 140 times in ten days",
            "won",
            "Upgrade of the edition from the next month on",
            14_400
        ),
        new(
            "users_growth",
            "Two acquisitions bring 60 more people",
            "dismissed",
            "The acquisitions keep their own tools for two years"
        ),
        new("new_team", "Finance shares a dashboard with controlling, outside of our contract"),
        new("premium_use", "Administrator asks how single sign-on could be switched on"),
    ];

    private static readonly (int Quarters, string Step, decimal Arr)[] Roadmap =
    [
        (1, "Approvals for the second site", 4_800),
        (2, "Forecasts for the controllers", 7_200),
        (4, "All plants on one contract", 18_000),
    ];

    protected override Task TellStoriesAsync(CancellationToken ct)
    {
        var growing = Scene
            .Customers.Where(account => account.IsLarge && account.Champion is not null)
            .Where(account => account.Storyline is Storyline.Healthy or Storyline.SeatSaturation)
            .ToList();
        return Task.WhenAll(
            EachAsync(
                growing.Zip(Chances),
                it => $"expansion-{it.First.Key}",
                (it, story) => RaiseAsync(it.First, it.Second, story, ct)
            ),
            EachAsync(
                growing.Take(6),
                account => $"roadmap-{account.Key}",
                (account, story) => PlanAsync(account, story, ct)
            )
        );
    }

    private async Task RaiseAsync(SampleAccount account, Chance chance, Story story, CancellationToken ct)
    {
        var body = new
        {
            accountId = account.Id,
            chance.Trigger,
            chance.Evidence,
        };
        Guid id;
        try
        {
            id = (await story.PostAsync(account.Csm, "v1/expansions", body, ct)).Id();
        }
        catch (CommandFailedException open) when (open.Status == HttpStatusCode.Conflict)
        {
            Count("that usage had raised before");
            return;
        }

        Count("raised");
        if (chance.State is null)
            return;
        var arr = chance.Arr > 0 ? chance.Arr : (decimal?)null;
        await story.PostAsync(
            account.Csm,
            $"v1/expansions/{id}/closing",
            new
            {
                chance.State,
                chance.Reason,
                arr,
            },
            ct
        );
        Count(chance.State);
    }

    private async Task PlanAsync(SampleAccount account, Story story, CancellationToken ct)
    {
        foreach (var (quarters, step, arr) in Roadmap.Take(2 + (account.Number % 2)))
        {
            var on = Scene.Today.AddMonths(3 * quarters);
            var body = new
            {
                accountId = account.Id,
                quarter = string.Create(CultureInfo.InvariantCulture, $"{on.Year}-Q{((on.Month - 1) / 3) + 1}"),
                step,
                arr,
                champion = account.Champion!.Name,
                agreedOn = quarters == 1 ? Scene.Day(-14) : (DateOnly?)null,
            };
            await story.PostAsync(account.Csm, "v1/expansions/roadmap", body, ct);
            Count("roadmap steps");
        }
    }
}
