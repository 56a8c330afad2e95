using System.Text.Json;

namespace Platform.Cli.Simulation.Sample;

/// <summary>Customers who have given notice, and what was learned from those who left.</summary>
internal sealed class LossPart(Scene scene) : SamplePart("Losses", scene)
{
    private static readonly (string Interview, string Prevention, string[] Actions)[] Lessons =
    [
        (
            "\"Nobody could tell me what we would lose without you.\" The value had been there; the one who knew it "
                + "had left.",
            "Value confirmed by two people of the customer, not one. Sponsor known by name within the first half year.",
            [
                "A second confirmation for every value above 5,000",
                "List of accounts with one live contact in the Monday meeting",
            ]
        ),
        (
            "\"We told support six times and each time it was somebody else.\"",
            "One person in charge of an account's tickets as soon as three are open.",
            ["Rule of three open tickets", "CSM reads every closed ticket that was rated one or two"]
        ),
        (
            "\"It was good, but we are half the size we were.\"",
            "Nothing of ours. A smaller edition might have kept them as a small customer.",
            ["Ask product for an edition below ten seats"]
        ),
        (
            "\"Your competitor was in our office each week. You were in our mailbox.\"",
            "A visit in the last half year before the renewal.",
            ["On site once before each renewal above 20,000", "Travel budget for CSMs of the pooled motion"]
        ),
    ];

    private static readonly (string Reason, string Note)[] Notices =
    [
        ("price", "Notice as a precaution, with the wish to talk before the end of the month."),
        ("competitor", "The group has decided for one tool worldwide."),
    ];

    protected override async Task TellStoriesAsync(CancellationToken ct)
    {
        var leaving = Scene.Customers.Where(account => account.Size == "mid_market").TakeLast(20).Take(Notices.Length);
        await EachAsync(
            leaving.Zip(Notices),
            it => $"notice-{it.First.Key}",
            async (it, story) =>
            {
                var (account, (reason, note)) = it;
                var body = new
                {
                    accountId = account.Id,
                    noticeOn = Scene.Day(-4),
                    reasonCode = reason,
                    note,
                };
                await story.PostAsync(account.Csm, "v1/churn/notices", body, ct);
                Count("notices");
            }
        );
        var numbers = Scene.Lost.ToDictionary(account => account.Id, account => account.Number);
        var lost = (await Scene.GetAsync("v1/retrospectives", ct))
            .Items()
            .Where(row => numbers.ContainsKey(row.GetProperty("accountId").GetGuid()))
            .OrderBy(row => numbers[row.GetProperty("accountId").GetGuid()])
            .ThenBy(row => row.Text("lostOn"), StringComparer.Ordinal)
            .Take(6);
        await EachAsync(
            lost.Select((row, place) => (row, place)),
            it => $"retrospective-{it.row.Id()}",
            (it, story) => ConcludeAsync(it.row, it.place, story, ct)
        );
    }

    private async Task ConcludeAsync(JsonElement retrospective, int place, Story story, CancellationToken ct)
    {
        var (interview, prevention, actions) = Lessons[place % Lessons.Length];
        var body = new
        {
            interview,
            interviewedOn = Scene.Day(-2 - place),
            prevention,
            actions = actions.Select(
                (action, i) =>
                    new
                    {
                        action,
                        owner = i == 0 ? Scene.Manager.Id : Scene.Operations.Id,
                        dueOn = Scene.Day(30 + (15 * i)),
                    }
            ),
        };
        await story.PostAsync(Scene.Manager, $"v1/retrospectives/{retrospective.Id()}/conclusion", body, ct);
        Count("retrospectives");
    }
}
