using System.Net;
using System.Text.Json;
using Platform.Cli.Gateway;
using Platform.Simulator.Storylines;

namespace Platform.Cli.Simulation.Sample;

/// <summary>
/// Risks with plans and plays in every state, concessions that were granted, asked for and refused, and war rooms.
/// </summary>
internal sealed class RiskPart(Scene scene) : SamplePart("Risks", scene)
{
    /// <param name="Concession">Per cent of the ARR that is offered; 0: nothing is.</param>
    private sealed record Case(
        string Category,
        string Cause,
        string State,
        string Plan,
        string? Play,
        decimal Concession = 0,
        bool Refused = false
    );

    private static readonly Case[] Cases =
    [
        new(
            "champion_turnover",
            "The head of operations has left; her deputy was against us from the start",
            "saving",
            "Our sponsor calls theirs this week. CSM meets the deputy with the list of what his own team asked for.",
            "executive-outreach"
        ),
        new(
            "value_gap",
            "Four months in, no figure has moved",
            "plan_in_place",
            "One objective instead of four. Measure month end now, again in six weeks.",
            "roi-model"
        ),
        new(
            "product_issue",
            "Imports fail each time the ERP changes",
            "saving",
            "Mapping that survives new columns by 15 January, daily check by support until then, report each Friday.",
            "remediation-plan"
        ),
        new(
            "budget_pressure",
            "Procurement was told to cut every tool by a tenth",
            "plan_in_place",
            "Show what approvals save. Offer a smaller step for a two-year term.",
            "concession",
            4.5m
        ),
        new(
            "compliance_security",
            "Their new security officer wants a list of all sub-processors",
            "open",
            "",
            "security-review"
        ),
        new(
            "product_issue",
            "Dashboards take a minute in the morning",
            "recovered",
            "Second machine for the sign-in peak; measured with them for two weeks.",
            "remediation-plan"
        ),
        new("value_gap", "Only one of five teams works with it", "open", "", null),
        new(
            "budget_pressure",
            "The mother company has frozen all contracts",
            "saving",
            "Bridge of three months at a lower price, then the full term.",
            "concession",
            9
        ),
        new(
            "champion_turnover",
            "The project lead goes on parental leave in January",
            "plan_in_place",
            "Two deputies are trained before Christmas; hand-over in writing.",
            "executive-outreach"
        ),
        new(
            "compliance_security",
            "Audit finding on guest accounts",
            "recovered",
            "Guests expire after 30 days; the auditors have confirmed it.",
            "security-review"
        ),
        new(
            "budget_pressure",
            "A competitor offers three months for free",
            "saving",
            "No price war: proof of value and a date for the missing function.",
            "concession",
            13
        ),
        new(
            "value_gap",
            "Sponsor cannot say what it is for",
            "lost",
            "Value page in the board's own words.",
            "roi-model"
        ),
        new(
            "product_issue",
            "Approvals are lost when a manager changes department",
            "plan_in_place",
            "Fix is in test with them, date is the 20th.",
            "remediation-plan"
        ),
        new("budget_pressure", "Asks for a third off or leaves", "open", "", "concession", 28, Refused: true),
        new(
            "champion_turnover",
            "The new chief operating officer brings her own favourites",
            "open",
            "",
            "executive-outreach"
        ),
    ];

    private static readonly (string Purpose, string[] Criteria, string[] Meetings, bool Closed)[] Rooms =
    [
        (
            "Keep the group contract: three subsidiaries have asked for other offers",
            [
                "Sponsor confirms the renewal in writing",
                "Import runs ten days without a correction",
                "New project lead is named and trained",
            ],
            [
                "Everybody at one table. Owner of imports named, Friday report agreed.",
                "Import ran six days. Project lead is named: starts on the 1st.",
            ],
            false
        ),
        (
            "Win back trust after the outage in month end",
            ["Root cause shown to their IT", "Two month ends without trouble"],
            [
                "Apologised without excuses. Timeline handed over.",
                "Root cause accepted. First month end was clean.",
                "Second month end clean: closed with cake.",
            ],
            true
        ),
        (
            "Decision between us and a competitor by the end of the quarter",
            ["Pilot with the sales team is measured", "Price for two years is agreed"],
            ["Pilot begins Monday with nine people. Daily word from the CSM."],
            false
        ),
    ];

    protected override Task TellStoriesAsync(CancellationToken ct)
    {
        var troubled = Scene
            .Customers.Where(account => account.IsLarge)
            .OrderBy(account => account.Storyline is Storyline.Healthy or Storyline.SeatSaturation)
            .ThenBy(account => account.Number)
            .Take(Cases.Length);
        var strategic = Scene
            .Customers.Where(account => account.Size == "enterprise")
            .OrderByDescending(account => account.Arr)
            .ThenBy(account => account.Number)
            .Skip(1)
            .Take(Rooms.Length);
        return Task.WhenAll(
            EachAsync(
                troubled.Select((account, place) => (account, Case: Cases[place])),
                it => $"risk-{it.account.Key}",
                RiskAsync
            ),
            EachAsync(
                strategic.Select((account, place) => (account, place)),
                it => $"war-room-{it.account.Key}",
                RoomAsync
            )
        );

        Task RiskAsync((SampleAccount Account, Case Case) it, Story story) =>
            TellRiskAsync(it.Account, it.Case, story, ct);

        Task RoomAsync((SampleAccount Account, int Place) it, Story story) =>
            TellRoomAsync(it.Account, it.Place, story, ct);
    }

    private async Task TellRiskAsync(SampleAccount account, Case told, Story story, CancellationToken ct)
    {
        var by = account.Csm;
        var body = new
        {
            accountId = account.Id,
            told.Category,
            told.Cause,
            owner = by.Id,
        };
        var risk = (await story.PostAsync(by, "v1/risks", body, ct)).Id();
        Count("risks");
        if (told.Play is not null)
        {
            await story.PostAsync(
                by,
                $"v1/risks/{risk}/plays",
                new { told.Play, dueOn = Scene.Day(10 + (account.Number % 20)) },
                ct
            );
            Count("plays");
        }

        if (told.State != "open")
            await MoveAsync("plan_in_place", told.Plan, "Agreed with the account team.");
        if (told.State is "saving" or "recovered" or "lost")
            await MoveAsync("saving", null, "First step taken with the customer.");
        if (told.State is "recovered" or "lost")
            await MoveAsync(
                told.State,
                null,
                told.State == "lost" ? "They have told us that they will not go on." : "Confirmed by the customer."
            );
        if (told.Concession > 0)
            await OfferAsync(account, told, risk, story, ct);

        async Task MoveAsync(string to, string? plan, string note)
        {
            await story.PostAsync(
                by,
                $"v1/risks/{risk}/state",
                new
                {
                    to,
                    plan,
                    note,
                },
                ct
            );
            Count("steps");
        }
    }

    /// <summary>Within the CSM's ceiling it is granted at once; above it a manager decides, and one waits.</summary>
    private async Task OfferAsync(SampleAccount account, Case told, Guid risk, Story story, CancellationToken ct)
    {
        var body = new
        {
            accountId = account.Id,
            riskId = risk,
            arrEffect = decimal.Round(account.Arr * told.Concession / 100, 0),
            reason = told.Plan.Length > 0 ? told.Plan : "They have an offer in writing and show it.",
            expiresOn = Scene.Day(45),
        };
        var concession = await story.PostAsync(account.Csm, "v1/concessions", body, ct);
        Count("concessions");
        if (
            concession.Text("status") != "waiting"
            || !GatewayClient.ActsAsManyPeople
            || told.Concession is > 10 and < 20
        )
            return;
        var decision = new
        {
            approve = !told.Refused,
            reason = told.Refused
                ? "No. Bring me the value first, then we talk about a step."
                : "Yes, once, for a signature this month.",
        };
        await story.PostAsync(Scene.Manager, $"v1/concessions/{concession.Id()}/decision", decision, ct);
        Count("decided");
    }

    private async Task TellRoomAsync(SampleAccount account, int place, Story story, CancellationToken ct)
    {
        var (purpose, criteria, meetings, closed) = Rooms[place];
        var by = Scene.Manager;
        JsonElement room;
        try
        {
            var body = new
            {
                accountId = account.Id,
                owner = account.Csm.Id,
                purpose,
                rhythmDays = 7,
                exitCriteria = criteria,
            };
            room = await story.PostAsync(by, "v1/war-rooms", body, ct);
        }
        catch (CommandFailedException open) when (open.Status == HttpStatusCode.Conflict)
        {
            Count("war rooms that others opened");
            return;
        }

        Count("war rooms");
        foreach (var (notes, meeting) in meetings.Select((notes, meeting) => (notes, meeting)))
        {
            var held = new { heldOn = Scene.Day(-1 - (7 * (meetings.Length - 1 - meeting))), notes };
            await story.PostAsync(by, $"v1/war-rooms/{room.Id()}/meetings", held, ct);
            Count("meetings");
        }

        foreach (var criterion in room.Items("criteria").Take(closed ? criteria.Length : 1))
        {
            var met = new { metOn = Scene.Day(-2), evidence = "Seen by both sides in the weekly meeting." };
            await story.PostAsync(by, $"v1/war-rooms/{room.Id()}/criteria/{criterion.Id()}/met", met, ct);
        }

        if (!closed)
            return;
        await story.PostAsync(by, $"v1/war-rooms/{room.Id()}/closing", new { }, ct);
        Count("closed");
    }
}
