using Platform.Cli.Gateway;
using Platform.Simulator.Company;

namespace Platform.Cli.Simulation.Sample;

/// <summary>
/// Accounts that pass from sales to onboarding and between colleagues: waiting, accepted and sent back.
/// </summary>
internal sealed class HandoverPart(Scene scene) : SamplePart("Hand-overs", scene)
{
    private enum Ending
    {
        Accepted,
        Waiting,
        Refused,
    }

    private static readonly Ending[] Endings =
    [
        Ending.Accepted,
        Ending.Waiting,
        Ending.Accepted,
        Ending.Refused,
        Ending.Waiting,
        Ending.Accepted,
        Ending.Waiting,
    ];

    private static readonly (string[] Goals, string[] Pains, string[] Promises, string[] Risks)[] Briefs =
    [
        (
            [
                "Replace four spreadsheets with one weekly report",
                "All project leads in the tool by the end of the quarter",
            ],
            ["Numbers differ between departments", "Month end takes nine working days"],
            ["Import of last year's data is included", "Two training days on site"],
            ["Their IT has one person for all tools"]
        ),
        (
            ["Approvals within one working day", "Auditors see who approved what"],
            ["Approvals get lost in mailboxes"],
            ["Single sign-on before the first team starts"],
            ["The sponsor changes department in spring", "A competitor's contract runs until June"]
        ),
        (
            ["Regional offices work from the same dashboard"],
            ["Every office has its own codes", "Reports arrive two weeks late"],
            [],
            ["Budget for the second phase is not approved yet"]
        ),
    ];

    private static readonly string[] Steps =
    [
        "Goals and success criteria talked through",
        "Contacts introduced",
        "Promises of the sale written down",
        "Access to systems and documents given",
    ];

    protected override Task TellStoriesAsync(CancellationToken ct)
    {
        // Behind those that plans and onboardings tell of, so that their owners stay who they are.
        var accounts = Scene
            .Customers.Where(account => account.IsLarge && account.Contacts.Count > 1)
            .TakeLast(Endings.Length);
        return EachAsync(
            accounts.Select((account, place) => (Account: account, Place: place)),
            it => $"handover-{it.Account.Key}",
            (it, story) => TellAsync(it.Account, it.Place, story, ct)
        );
    }

    /// <summary>What the receiver has to know.</summary>
    public static object Brief(SampleAccount account, int place)
    {
        var (goals, painPoints, commitments, openRisks) = Briefs[place % Briefs.Length];
        var stakeholders = account.Contacts.Take(3).Select(contact => $"{contact.Name}, {contact.Simulated.Title}");
        return new
        {
            goals,
            painPoints,
            stakeholders,
            commitments,
            openRisks,
        };
    }

    /// <summary>What has to be done before it can be accepted.</summary>
    public static IEnumerable<object> Checklist(bool isDone) =>
        Steps.Select((text, place) => new { text, done = isDone || place < 2 });

    private async Task TellAsync(SampleAccount account, int place, Story story, CancellationToken ct)
    {
        var ending = Endings[place];
        var receiver = Staff.OnboardingManagers[place % Staff.OnboardingManagers.Count];
        var handover = await story.PostAsync(
            account.AccountExecutive,
            $"v1/accounts/{account.Id}/handovers",
            new
            {
                fromRole = "account_executive",
                toRole = "onboarding_manager",
                toPersonId = receiver.Id,
                brief = Brief(account, place),
                checklist = Checklist(isDone: ending != Ending.Waiting),
            },
            ct
        );
        Count("proposed");
        // Only the receiver decides, so one person alone cannot.
        if (ending == Ending.Waiting || !GatewayClient.ActsAsManyPeople)
            return;
        var takes = new Person(receiver.Id, receiver.Name, "csm");
        if (ending == Ending.Accepted)
        {
            await story.PostAsync(takes, $"v1/handovers/{handover.Id()}/accept", new { }, ct);
            Count("accepted");
            return;
        }

        var why = new { reason = "Nobody at the customer has been named for the roll-out. Please agree that first." };
        await story.PostAsync(takes, $"v1/handovers/{handover.Id()}/refuse", why, ct);
        Count("sent back");
    }
}
