using System.Globalization;
using System.Net;
using Platform.Simulator.Company;

namespace Platform.Cli.Simulation.Sample;

/// <summary>
/// Two line-by-line sessions, of the last quarter and of this one, with what executives were asked and have done.
/// </summary>
internal sealed class LeadershipPart(Scene scene) : SamplePart("Line-by-line reviews", scene)
{
    private static readonly (string Ask, string? Done)[] Asked =
    [
        (
            "Call their chief operating officer before the board meeting on the 14th",
            "Spoke for half an hour. She stays if imports are solved by January."
        ),
        ("Open the door to the group's procurement", "Introduced by e-mail, first meeting is on the 9th."),
        ("Be there for ten minutes in the next review", null),
        ("Free two developers for the import until the end of the month", "Done; they report to the CSM directly."),
        ("Thank their sponsor in person at the trade fair", null),
        ("Ask their auditor what would close the finding", null),
    ];

    private static readonly string[] Challenges =
    [
        "Champion gone, successor not convinced. Use stable, which buys us time.",
        "Price. Value is proven, but nobody has shown it to finance.",
        "Imports. Nothing else is talked about.",
        "Wants to grow faster than our onboarding can follow.",
        "One person knows everything; she is on leave from January.",
        "Renews in spring. Three of five teams use it, the others wait for each other.",
    ];

    protected override async Task TellStoriesAsync(CancellationToken ct)
    {
        // The earlier one first: what it left undone comes back in the later.
        await OneAsync("lxl-before", story =>
            SessionAsync(story, Scene.Today.AddMonths(-3), Scene.Day(-80), isOver: true, ct)
        );
        await OneAsync("lxl-now", story => SessionAsync(story, Scene.Today, Scene.Day(-6), isOver: false, ct));
    }

    private async Task SessionAsync(Story story, DateOnly inQuarter, DateOnly heldOn, bool isOver, CancellationToken ct)
    {
        var quarter = string.Create(
            CultureInfo.InvariantCulture,
            $"{inQuarter.Year}-Q{((inQuarter.Month - 1) / 3) + 1}"
        );
        var session = await story.PostAsync(Scene.Manager, "v1/lxl-sessions", new { quarter, heldOn }, ct);
        Count("sessions");
        var path = $"v1/lxl-sessions/{session.Id()}";
        var accounts = session.Items("accounts").Take(6).ToList();
        foreach (var (account, place) in accounts.Select((account, place) => (account, place)))
        {
            Count("accounts talked through");
            var id = account.GetProperty("accountId").GetGuid();
            await story.PostAsync(
                Scene.Manager,
                $"{path}/accounts/{id}/challenges",
                new { challenges = Challenges[place % Challenges.Length] },
                ct
            );
            await AskAsync(story, path, id, isOver ? place : Asked.Length - 1 - place, isOver, ct);
        }

        if (!isOver)
            return;
        const string Minutes = "Six accounts, six asks. Next time fewer figures and more of what we do about them.";
        var minutes = new { minutes = Minutes };
        await story.PostAsync(Scene.Manager, $"{path}/minutes", minutes, ct);
    }

    private async Task AskAsync(Story story, string path, Guid account, int place, bool isOver, CancellationToken ct)
    {
        var (ask, done) = Asked[place];
        var executive = Staff.Executives[place % Staff.Executives.Count];
        var owner = Scene.Accounts.FirstOrDefault(known => known.Id == account)?.Csm.Id ?? Scene.Manager.Id;
        var body = new
        {
            accountId = account,
            ask,
            executive = executive.Id,
            owner,
            dueOn = Scene.Day(8 + (place * 3)),
        };
        var raised = await story.PostAsync(Scene.Manager, $"{path}/asks", body, ct);
        Count("asks");
        if (!isOver || done is null)
            return;
        Count("done");
        var (completion, result) = ($"v1/lxl-sessions/asks/{raised.Id()}/completion", new { result = done });
        try
        {
            await story.PostAsync(Scene.Executive(place), completion, result, ct);
        }
        catch (CommandFailedException refused) when (refused.Status == HttpStatusCode.Forbidden)
        {
            // Where executives only read, a manager writes down what they did.
            await story.PostAsync(Scene.Manager, completion, result, ct);
        }
    }
}
