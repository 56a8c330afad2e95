namespace Platform.Cli.Simulation.Sample;

/// <summary>
/// What customers ask the product for: with one voice and with many, from submitted to shipped and declined.
/// </summary>
internal sealed class RequestPart(Scene scene) : SamplePart("Product requests", scene)
{
    private sealed record Wish(
        string Title,
        string Description,
        string Product,
        int Voices,
        string Status,
        string? Reason,
        string[] Notes,
        bool OnBoard = false
    );

    private static readonly Wish[] Wishes =
    [
        new(
            "Imports that survive a new column",
            "When our ERP adds a column, the import stops and somebody has to map it again.",
            "Imports",
            14,
            "in_progress",
            "Two of you try it with us in January; it comes to everybody in spring.",
            ["Happens every month.", "Costs our controller half a day each time.", "Blocks the second site."],
            OnBoard: true
        ),
        new(
            "Approve on the phone",
            "Managers on the road want to approve without a laptop.",
            "Approvals",
            11,
            "planned",
            "It is in the plan for the first quarter.",
            ["Our directors travel four days a week.", "Would replace a paper form."],
            OnBoard: true
        ),
        new(
            "Scheduled exports to a folder",
            "Every Monday at six, as a file, without anybody clicking.",
            "Exports",
            8,
            "shipped",
            "Since this week: Settings, Exports, Schedule. Thank you for trying it with us.",
            ["For our data warehouse.", "For the board report."],
            OnBoard: true
        ),
        new(
            "Forecasts by project group",
            "One forecast for all projects of a programme.",
            "Forecasts",
            6,
            "under_review",
            "We talk to three of you about how you group projects.",
            ["Programme managers ask each quarter."]
        ),
        new(
            "Dark colours",
            "Our control room is dark at night.",
            "Dashboards",
            3,
            "declined",
            "We looked at it with two of you: the wall boards need larger figures first, which come in spring.",
            ["Night shift."]
        ),
        new(
            "More than one currency in a report",
            "Subsidiaries report in their own currency.",
            "Reports",
            7,
            "submitted",
            null,
            ["We convert by hand.", "Auditors ask for the rate of the day.", "Needed before we add Poland."]
        ),
        new(
            "Single sign-on for guests",
            "Our auditors are guests and cannot sign in with our directory.",
            "Sign-in",
            4,
            "under_review",
            "Our security team checks two ways of doing it.",
            ["Auditors come in March."]
        ),
        new(
            "Copy a project with its approvals",
            "Copying leaves the approval steps behind.",
            "Projects",
            5,
            "planned",
            "Planned for the release after next.",
            ["We start forty similar projects a year."],
            OnBoard: true
        ),
        new(
            "Search inside attachments",
            "Find the contract by a word in it.",
            "Search",
            2,
            "submitted",
            null,
            ["Would be nice."]
        ),
        new(
            "Quieter notifications",
            "One mail a day instead of thirty.",
            "Notifications",
            9,
            "shipped",
            "You choose now: at once, once a day, or never. Your profile, Notifications.",
            ["People switch everything off.", "We missed an approval in the noise."],
            OnBoard: true
        ),
        new(
            "Keep the mapping when the file changes",
            "The mapping of an import is lost when headers change.",
            "Imports",
            3,
            "submitted",
            null,
            ["Same as last year."]
        ),
    ];

    protected override async Task TellStoriesAsync(CancellationToken ct)
    {
        var ids = new Dictionary<string, Guid>(StringComparer.Ordinal);
        await EachAsync(
            Wishes.Select((wish, place) => (wish, place)),
            it => $"request-{it.place}",
            async (it, story) =>
            {
                var id = await AskAsync(it.wish, it.place, story, ct);
                lock (ids)
                    ids[it.wish.Title] = id;
            }
        );
        await OneAsync("request-merge", async story =>
        {
            if (!ids.TryGetValue(Wishes[0].Title, out var wanted) || !ids.TryGetValue(Wishes[^1].Title, out var same))
                return;
            await story.PostAsync(Scene.Operations, $"v1/requests/{wanted}/merges", new { duplicateId = same }, ct);
            Count("merged");
        });
        await EachAsync(
            Askers(0).Take(3),
            account => $"request-board-{account.Key}",
            async (account, story) =>
            {
                await story.PostAsync(
                    account.Csm,
                    $"v1/accounts/{account.Id}/feedback/board-links",
                    new { days = 180 },
                    ct
                );
                Count("boards shared");
            }
        );
    }

    private async Task<Guid> AskAsync(Wish wish, int place, Story story, CancellationToken ct)
    {
        var askers = Askers(place).Take(wish.Voices).ToList();
        var first = askers[0];
        var body = new
        {
            accountId = first.Id,
            contactId = first.Champion!.Id,
            wish.Title,
            wish.Description,
            wish.Product,
            wish.OnBoard,
            note = wish.Notes[0],
        };
        var id = (await story.PostAsync(first.Csm, "v1/requests", body, ct)).GetProperty("request").Id();
        Count("requests");
        foreach (var (account, voice) in askers.Skip(1).Select((account, voice) => (account, voice)))
        {
            var vote = new
            {
                accountId = account.Id,
                contactId = account.Champion!.Id,
                note = wish.Notes[voice % wish.Notes.Length],
            };
            await story.PostAsync(account.Csm, $"v1/requests/{id}/votes", vote, ct);
            Count("votes");
        }

        if (wish.Status == "submitted" || (await Scene.GetAsync($"v1/requests/{id}", ct)).Text("status") != "submitted")
            return id;
        if (wish.Status is not "under_review")
            await story.PutAsync(
                Scene.Operations,
                $"v1/requests/{id}/status",
                new { status = "under_review", reason = (string?)null },
                ct
            );
        await story.PutAsync(Scene.Operations, $"v1/requests/{id}/status", new { wish.Status, wish.Reason }, ct);
        return id;
    }

    /// <summary>Other customers for each wish.</summary>
    private IEnumerable<SampleAccount> Askers(int place)
    {
        var all = Scene.Customers.Where(account => account.IsLarge && account.Champion is not null).ToList();
        return all.Select((_, i) => all[((place * 7) + (i * 3)) % all.Count]).Distinct();
    }
}
