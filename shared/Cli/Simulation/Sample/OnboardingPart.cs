using System.Globalization;
using System.Text.Json;
using Platform.Cli.Gateway;

namespace Platform.Cli.Simulation.Sample;

/// <summary>
/// New contracts with their kickoffs, and the onboardings that follow from them: in every stage, some stalled, some
/// done.
/// </summary>
internal sealed class OnboardingPart(Scene scene) : SamplePart("Onboardings", scene)
{
    private sealed record Plot(
        int SignedDaysAgo,
        int Done,
        bool Held,
        string? CallStatus,
        string? Call,
        bool Cancelled = false
    );

    /// <summary>How long ago it was signed, and how many milestones have been done since.</summary>
    private static readonly Plot[] Plots =
    [
        new(1, 0, false, null, null),
        new(2, 0, false, null, null),
        new(
            9,
            1,
            true,
            "green",
            "Kickoff in good spirits; their administrator has access and asks the right questions."
        ),
        new(14, 1, true, "yellow", "The data arrives later than promised: the ERP team is busy with their year end."),
        new(
            20,
            2,
            true,
            "green",
            "Import is through, 41 corrections by hand. First project is set up together on Tuesday."
        ),
        new(26, 1, true, "red", "Nobody on their side since the kickoff. Our account executive calls the sponsor."),
        new(33, 3, true, "green", "First automation runs each night. They want the second team earlier than planned."),
        new(45, 2, true, "yellow", "Single sign-on waits for a security questionnaire that nobody owns."),
        new(62, 3, true, "yellow", "Twelve of twenty-five users are active; line managers have not announced it yet."),
        new(75, 9, true, "green", "Handed over to the CSM; they call it the smoothest start of the year."),
        new(84, 9, true, "green", "All milestones done a week early."),
        new(40, 0, false, null, null, Cancelled: true),
    ];

    private static readonly string[] Sizes = ["smb", "mid_market", "enterprise"];

    private static readonly (string Product, string[] Actions)[] FirstValues =
    [
        ("Essential", ["dashboards", "reports"]),
        ("Professional", ["dashboards", "projects", "approvals"]),
        ("Enterprise", ["projects", "approvals", "automation"]),
    ];

    protected override async Task TellStoriesAsync(CancellationToken ct)
    {
        await Task.WhenAll(
            TemplatesAsync(ct),
            EachAsync(FirstValues, it => $"first-value-{it.Product}", FirstValueAsync)
        );
        var newest = Scene
            .Customers.Where(account => account.Champion is not null)
            .OrderByDescending(account => account.Simulated.Story.CustomerSince)
            .ThenBy(account => account.Number)
            .Take(Plots.Length);
        await EachAsync(
            newest.Select((account, place) => (Account: account, Plot: Plots[place])),
            it => $"onboarding-{it.Account.Key}",
            (it, story) => TellAsync(it.Account, it.Plot, story, ct)
        );

        async Task FirstValueAsync((string Product, string[] Actions) it, Story story)
        {
            var known = (await Scene.GetAsync("v1/onboardings/first-value", ct)).Items();
            if (!known.Any(row => row.Text("product") == it.Product))
                await story.PutAsync(
                    Scene.Operations,
                    $"v1/onboardings/first-value/{it.Product}",
                    new { actions = it.Actions },
                    ct
                );
        }
    }

    /// <summary>With the features of the product that is sold here, so that usage completes what it can.</summary>
    private async Task TemplatesAsync(CancellationToken ct)
    {
        var known = (await Scene.GetAsync("v1/onboardings/templates", ct))
            .Items()
            .ToDictionary(
                row => row.Text("segment"),
                row => row.GetProperty("version").GetInt32(),
                StringComparer.Ordinal
            );
        await EachAsync(
            Sizes,
            size => $"onboarding-template-{size}",
            async (size, story) =>
            {
                Count("templates");
                if (known.GetValueOrDefault(size) <= 1)
                    await story.PutAsync(Scene.Operations, $"v1/onboardings/templates/{size}", Template(size), ct);
            }
        );
    }

    private static object Template(string size)
    {
        var (pace, users) = size switch
        {
            "smb" => (1, 3),
            "mid_market" => (2, 10),
            _ => (4, 25),
        };
        object?[] setUp =
        [
            size == "smb"
                ? null
                : Milestone(
                    "sso_enabled",
                    "Single sign-on is on",
                    "customer",
                    "admin",
                    "admin",
                    5 * pace,
                    "single-sign-on"
                ),
            Milestone("data_imported", "Last year's data is in", "customer", "admin", "admin", 8 * pace, "file-import"),
        ];
        var kickoff = Milestone("kickoff", "Kickoff held", "ours", "onboarding_manager", null, 4);
        var result = Milestone(
            "first_result",
            "First report in a real meeting",
            "customer",
            "champion",
            "admin",
            12 * pace
        );
        return new
        {
            stages = new[]
            {
                new { name = "Kickoff", milestones = new[] { kickoff } },
                new { name = "Set-up", milestones = setUp.OfType<object>().ToArray() },
                new { name = "First value", milestones = new[] { result } },
                new
                {
                    name = "Adoption",
                    milestones = new[]
                    {
                        Milestone(
                            "active_users",
                            $"{users} people use it every week",
                            "customer",
                            "champion",
                            "end_user",
                            15 * pace
                        ),
                        Milestone(
                            "handed_over",
                            "Handed over to the CSM",
                            "ours",
                            "onboarding_manager",
                            null,
                            20 * pace
                        ),
                    },
                },
            },
        };
    }

    private static object Milestone(
        string key,
        string name,
        string side,
        string role,
        string? track,
        int due,
        string? feature = null
    ) =>
        new
        {
            key,
            name,
            side,
            ownerRole = role,
            track,
            dueInBusinessDays = due,
            telemetry = feature is null
                ? null
                : new
                {
                    feature,
                    events = 5,
                    users = 1,
                },
        };

    private async Task TellAsync(SampleAccount account, Plot plot, Story story, CancellationToken ct)
    {
        var signedOn = Scene.Day(-plot.SignedDaysAgo);
        var contract = await story.PostAsync(
            account.Csm,
            "v1/contracts",
            new
            {
                accountId = account.Id,
                number = $"C-{account.Key[5..]}",
                signedOn,
                startsOn = signedOn,
                endsOn = signedOn.AddYears(1),
                autoRenew = true,
                noticeDays = 60,
                lines = new[]
                {
                    new
                    {
                        product = "Premium support",
                        price = new
                        {
                            seats = 1,
                            months = 12,
                            amount = Scene.Money(account.IsLarge ? 3_600 : 960),
                        },
                    },
                },
            },
            ct
        );
        Count("contracts");
        if (plot.Held && await TakeOverAsync(account, story, ct))
            await HoldKickoffAsync(account, contract.Id(), story, ct);

        // The contract opens it, a moment later.
        var path = $"v1/onboardings?accountId={account.Id}";
        if (await FirstAsync(path, ct) is not { } opened)
            throw new CommandFailedException($"The contract of {account.Name} opened no onboarding.");
        Count("onboardings");
        var onboarding = await Scene.GetAsync($"v1/onboardings/{opened.Id()}", ct);
        if (onboarding.Text("status") == "open")
            await GoOnAsync(account, plot, onboarding, story, ct);
    }

    /// <summary>The list's first item, once there is one.</summary>
    private Task<JsonElement?> FirstAsync(string path, CancellationToken ct) =>
        UntilAsync(async () => (await Scene.GetAsync(path, ct)).Items().Cast<JsonElement?>().FirstOrDefault(), ct);

    /// <summary>The contract opened a hand-over from sales; until it is accepted the kickoff is not held.</summary>
    private async Task<bool> TakeOverAsync(SampleAccount account, Story story, CancellationToken ct)
    {
        if (!GatewayClient.ActsAsManyPeople)
            return false;
        var path = $"v1/handovers?account={account.Id}";
        if (await FirstAsync(path, ct) is not { } handover)
            return false;
        var id = handover.Id();
        if (handover.Text("status") == "proposed")
        {
            var brief = new
            {
                brief = HandoverPart.Brief(account, account.Number),
                checklist = HandoverPart.Checklist(isDone: true),
            };
            await story.PatchAsync(account.AccountExecutive, $"v1/handovers/{id}", brief, ct);
        }

        var receiver = handover.Text("toPersonId");
        await story.PostAsync(new Person(receiver, receiver, "csm"), $"v1/handovers/{id}/accept", new { }, ct);
        Count("taken over from sales");
        return true;
    }

    private async Task HoldKickoffAsync(SampleAccount account, Guid contract, Story story, CancellationToken ct)
    {
        var due = await UntilAsync(
            async () =>
                (await Scene.GetAsync($"v1/kickoffs?account={account.Id}", ct))
                    .Items()
                    .Cast<JsonElement?>()
                    .FirstOrDefault(kickoff => kickoff!.Value.GetProperty("contractId").GetGuid() == contract),
            ct
        );
        if (due is null)
            return;
        await story.PostAsync(account.Csm, $"v1/kickoffs/{contract}/held", new { }, ct);
        Count("kickoffs held");
    }

    private async Task GoOnAsync(
        SampleAccount account,
        Plot plot,
        JsonElement onboarding,
        Story story,
        CancellationToken ct
    )
    {
        var path = $"v1/onboardings/{onboarding.Id()}";
        var (signedOn, yesterday) = (Scene.Day(-plot.SignedDaysAgo), Scene.Day(-1));
        foreach (
            var milestone in onboarding
                .Items("milestones")
                .Take(plot.Done)
                .Where(milestone => milestone.Text("status") == "open")
        )
        {
            var dueOn = DateOnly.Parse(milestone.Text("dueOn"), CultureInfo.InvariantCulture).AddDays(-1);
            var completedOn =
                dueOn < signedOn ? signedOn
                : dueOn > yesterday ? yesterday
                : dueOn;
            var body = new { completedOn, evidence = Evidence(milestone.Text("key")) };
            onboarding = await story.PostAsync(account.Csm, $"{path}/milestones/{milestone.Id()}/completion", body, ct);
        }

        var weekly = onboarding
            .Items("checkIns")
            .Where(call => call.Text("kind") == "weekly_status" && !call.Has("heldOn"));
        if (plot.Call is not null && weekly.Cast<JsonElement?>().FirstOrDefault() is { } call)
        {
            var attendees = account.Contacts.Take(2).Select(contact => contact.Id);
            var body = new
            {
                heldOn = Scene.Today,
                status = plot.CallStatus,
                summary = plot.Call,
                attendees,
            };
            await story.PostAsync(account.Csm, $"{path}/check-ins/{call.Id()}/record", body, ct);
            Count("check-ins");
        }

        if (onboarding.Text("status") == "completed")
            Count("completed");
        if (!plot.Cancelled)
            return;
        var why = new { reason = "They move the start to the new fiscal year; we begin again in spring." };
        await story.PostAsync(account.Csm, $"{path}/cancellation", why, ct);
        Count("cancelled");
    }

    private static string Evidence(string milestone) =>
        milestone switch
        {
            "kickoff" => "Minutes of the kickoff were sent the same day.",
            "sso_enabled" => "Their administrator signed in by single sign-on on the call.",
            "data_imported" => "Import report: all rows in, corrections listed.",
            "first_result" => "The report was shown in their Monday meeting.",
            "active_users" => "Weekly active users by team.",
            _ => "Agreed with the CSM in the internal hand-over.",
        };
}
