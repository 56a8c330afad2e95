using System.Text.Json;

namespace Platform.Cli.Simulation.Sample;

/// <summary>
/// The customer advisory board and a user group, with their sessions, who came, and what members took home.
/// </summary>
internal sealed class BoardPart(Scene scene) : SamplePart("Boards", scene)
{
    private sealed record Session(int HeldInDays, string Topic, string Agenda, string? Minutes, string[] Homework);

    private static readonly Session[] Advisory =
    [
        new(
            -96,
            "Where operations go in three years",
            "Round of introductions; three talks of ten minutes; what we should stop doing.",
            "Consensus: fewer tools, better imports. Two members would pay for forecasts by programme. Nobody asked "
                + "for dark colours.",
            ["Name one process you would hand over to software tomorrow"]
        ),
        new(
            -12,
            "Pricing that grows with value",
            "What is fair? Three models on the table, none of them decided.",
            "Per seat is understood by procurement, per result is not. Members want two years' notice of any change.",
            ["Ask your controller which model could be approved", "Send us one invoice you liked and one you did not"]
        ),
        new(75, "Roadmap of the year", "What we plan, what you would change, and what you would leave out.", null, []),
    ];

    private static readonly Session[] Users =
    [
        new(
            -40,
            "Templates that work",
            "Five members show theirs.",
            "Recording and eleven templates are in the library.",
            ["Share one template of your own"]
        ),
        new(18, "Approvals without e-mail", "How three teams did it.", null, []),
    ];

    private static readonly string[] Results =
    [
        "Travel expenses, all of it.",
        "Per seat, and a cap for the year.",
        "Sent by e-mail.",
    ];

    protected override Task TellStoriesAsync(CancellationToken ct)
    {
        // An advisory board is of executives; the user group takes those who work with it.
        var executives = Scene
            .Customers.SelectMany(account =>
                account
                    .Contacts.Where(contact => contact.Simulated.Seniority == "executive")
                    .Take(1)
                    .Select(contact => (account, contact))
            )
            .OrderByDescending(it => it.account.Arr)
            .Take(13);
        var users = Scene
            .Customers.Where(account => account.IsLarge && account.Admin is not null)
            .Take(18)
            .Select(account => (account, contact: account.Admin!));
        return Task.WhenAll(
            OneAsync("board-advisory", story =>
                TellAsync(
                    story,
                    "advisory_board",
                    "Customer advisory board",
                    "Twelve to fifteen executives who tell us what we do not want to hear.",
                    executives,
                    Advisory,
                    ct
                )
            ),
            OneAsync("board-users", story =>
                TellAsync(
                    story,
                    "user_group",
                    "User group",
                    "People who work with it every day show each other how.",
                    users,
                    Users,
                    ct
                )
            )
        );
    }

    private async Task TellAsync(
        Story story,
        string kind,
        string name,
        string purpose,
        IEnumerable<(SampleAccount Account, SampleContact Contact)> people,
        Session[] sessions,
        CancellationToken ct
    )
    {
        var id = (
            await story.PostAsync(
                Scene.Operations,
                "v1/boards",
                new
                {
                    kind,
                    name,
                    purpose,
                },
                ct
            )
        ).Id();
        Count("boards");
        JsonElement board = default;
        foreach (var (account, contact) in people)
        {
            board = await story.PostAsync(
                Scene.Operations,
                $"v1/boards/{id}/members",
                new { accountId = account.Id, contactId = contact.Id },
                ct
            );
            Count("members");
        }

        var members = board.Items("members").Select(member => member.Id()).ToList();
        foreach (var session in sessions)
            await HoldAsync(story, id, members, session, ct);
    }

    private async Task HoldAsync(Story story, Guid board, List<Guid> members, Session session, CancellationToken ct)
    {
        var body = new
        {
            heldOn = Scene.Day(session.HeldInDays),
            session.Topic,
            session.Agenda,
        };
        var id = (await story.PostAsync(Scene.Operations, $"v1/boards/{board}/sessions", body, ct)).Id();
        Count("sessions");
        if (session.Minutes is null)
            return;
        var attended = members
            .Select((member, place) => (member, place))
            .ToDictionary(it => it.member, it => (it.place + session.Topic.Length) % 4 != 0);
        await story.PutAsync(
            Scene.Operations,
            $"v1/boards/{board}/sessions/{id}/attendance",
            new { attended, session.Minutes },
            ct
        );
        foreach (var (text, task) in session.Homework.Select((text, task) => (text, task)))
        {
            for (var place = task; place < members.Count; place += 4)
            {
                var homework = new
                {
                    memberId = members[place],
                    text,
                    dueOn = Scene.Day(session.HeldInDays + 30),
                };
                var answer = await story.PostAsync(
                    Scene.Operations,
                    $"v1/boards/{board}/sessions/{id}/homework",
                    homework,
                    ct
                );
                Count("homework");
                var given = answer
                    .Items("homework")
                    .FirstOrDefault(row => row.GuidOrNull("memberId") == members[place] && row.Text("text") == text);
                if (place % 3 == 0 && given.ValueKind == JsonValueKind.Object)
                {
                    var result = new { result = Results[place % Results.Length] };
                    await story.PostAsync(
                        Scene.Operations,
                        $"v1/boards/{board}/homework/{given.Id()}/completion",
                        result,
                        ct
                    );
                }
            }
        }
    }
}
