using System.Globalization;
using System.Text.Json;

namespace Platform.EndToEnd.Tests;

/// <summary>The sample company fills every part: whoever opens a page after the first start sees life.</summary>
[Collection(OnLoadedSample.Name)]
public sealed class SampleStoryTests(RunningPlatform platform, LoadedSample sample)
{
    /// <summary>
    /// Every list, and how much of the sample it shows at least. <c>{account}</c> and <c>{plan}</c> are those of an
    /// agreed plan.
    /// </summary>
    private static readonly (string Route, int AtLeast)[] Lists =
    [
        ("/v1/accounts", 200),
        ("/v1/accounts/{account}/contacts", 3),
        ("/v1/accounts/{account}/activities", 3),
        ("/v1/accounts/{account}/timeline", 10),
        ("/v1/exports/contacts?format=ndjson", 500),
        ("/v1/exports/tickets?format=ndjson", 50),
        ("/v1/team", 12),
        ("/v1/people", 15),
        ("/v1/teams", 2),
        ("/v1/team/books", 4),
        ("/v1/team/coverage-models", 3),
        ("/v1/segments", 5),
        ("/v1/views", 4),
        ("/v1/attributes", 1),
        ("/v1/handovers", 7),
        ("/v1/handovers?status=proposed", 3),
        ("/v1/handovers?status=accepted", 2),
        ("/v1/kickoffs", 8),
        ("/v1/contracts", 8),
        ("/v1/onboardings", 8),
        ("/v1/onboardings?status=completed", 1),
        ("/v1/onboardings?status=cancelled", 1),
        ("/v1/onboardings/templates", 4),
        ("/v1/onboardings/first-value", 3),
        ("/v1/onboardings/funnel", 1),
        ("/v1/plans", 30),
        ("/v1/plans?status=draft", 4),
        ("/v1/plans?status=agreed", 20),
        ("/v1/plan-templates", 6),
        ("/v1/plans/{plan}/claims", 1),
        ("/v1/plans/{plan}/comments", 1),
        ("/v1/plans/{plan}/history", 10),
        ("/v1/accounts/{account}/plan/tactics", 1),
        ("/v1/tactics", 8),
        ("/v1/tactics/outcomes", 8),
        ("/v1/reviews?status=held", 10),
        ("/v1/reviews?status=scheduled", 5),
        ("/v1/reviews?status=cancelled", 1),
        ("/v1/reviews?status=due", 2),
        ("/v1/courses", 6),
        ("/v1/surveys", 5),
        ("/v1/waves", 2),
        ("/v1/answers", 200),
        ("/v1/loops", 10),
        ("/v1/loops?status=closed", 1),
        ("/v1/notices", 10),
        ("/v1/requests", 10),
        ("/v1/requests?status=shipped", 1),
        ("/v1/requests?status=declined", 1),
        ("/v1/advocates", 10),
        ("/v1/advocates?status=active", 5),
        ("/v1/boards", 2),
        ("/v1/interviews", 8),
        ("/v1/renewals", 100),
        ("/v1/revenue/figures", 2),
        ("/v1/revenue/movements", 50),
        ("/v1/invoices", 20),
        ("/v1/subscriptions", 200),
        ("/v1/risks", 15),
        ("/v1/concessions", 3),
        ("/v1/concessions?status=waiting", 1),
        ("/v1/war-rooms?open=true", 2),
        ("/v1/war-rooms?open=false", 1),
        ("/v1/expansions", 8),
        ("/v1/expansions?open=false", 3),
        ("/v1/lxl-sessions", 2),
        ("/v1/retrospectives", 3),
        ("/v1/features", 20),
        ("/v1/scores", 150),
    ];

    /// <summary>Lists to which nobody but the sample adds while it is loaded again.</summary>
    private static readonly string[] Kept =
    [
        "/v1/accounts",
        "/v1/team",
        "/v1/segments",
        "/v1/views",
        "/v1/attributes",
        "/v1/handovers",
        "/v1/contracts",
        "/v1/onboardings",
        "/v1/plans",
        "/v1/plan-templates",
        "/v1/courses",
        "/v1/surveys",
        "/v1/answers",
        "/v1/requests",
        "/v1/boards",
        "/v1/interviews",
        "/v1/revenue/figures",
        "/v1/concessions",
        "/v1/war-rooms",
        "/v1/lxl-sessions",
        "/v1/reviews?status=held",
        "/v1/reviews?status=scheduled",
        "/v1/plans/{plan}/history",
        "/v1/plans/{plan}/claims",
        "/v1/accounts/{account}/activities",
        "/v1/accounts/{account}/plan/tactics",
    ];

    [Fact]
    public async Task The_sample_fills_every_part_and_loading_it_again_adds_nothing()
    {
        using var ops = await platform.ClientAsync("ops");
        sample.Output.ShouldNotContain("REFUSED", Case.Sensitive);
        var plan = await AgreedPlanAsync(ops);
        var (planId, account) = (plan.Id(), plan.GetProperty("accountId").GetGuid());

        var missing = new List<string>();
        foreach (var (route, atLeast) in Lists)
        {
            var found = await ops.CountAsync(Of(route, planId, account));
            if (found < atLeast)
                missing.Add($"{route}: {found}, at least {atLeast} expected");
        }

        missing.ShouldBeEmpty();
        PlanReadsAsItWasAgreed(plan);
        await ValueIsConfirmedByTheCustomerAsync(ops, planId);
        await CustomerReadsNamesAsync(ops, planId, plan);
        await ReviewShowsWhoCameAsync(ops);
        await HandOverTellsWhatTheReceiverNeedsAsync(ops);
        await ManyAskForTheSameAsync(ops);
        await LeadersAskedExecutivesAsync(ops);
        await WarRoomHasCriteriaAsync(ops);

        var before = await CountsAsync(ops, planId, account);
        var version = await VersionAsync(ops, planId);
        (await sample.LoadAsync()).ShouldNotContain("REFUSED", Case.Sensitive);
        (await CountsAsync(ops, planId, account)).ShouldBe(before);
        (await VersionAsync(ops, planId)).ShouldBe(version);
    }

    private static async Task<int> VersionAsync(HttpClient ops, Guid plan) =>
        (await ops.ReadAsync($"/v1/plans/{plan}")).GetProperty("version").GetInt32();

    private static async Task<JsonElement> AgreedPlanAsync(HttpClient ops)
    {
        foreach (var line in (await ops.ReadAsync("/v1/plans?status=agreed&limit=200")).Items())
        {
            var plan = await ops.ReadAsync($"/v1/plans/{line.Id()}");
            var isOurs = plan.GetProperty("objectives")
                .Items()
                .Any(objective => objective.Text("text") == "Fewer projects finish late");
            var claims = (await ops.ReadAsync($"/v1/plans/{line.Id()}/claims")).Items();
            if (isOurs && claims.Any(claim => claim.TryGetProperty("confirmedAt", out _)))
                return plan;
        }

        throw new InvalidOperationException("No agreed plan of the sample has a confirmed value.");
    }

    private static void PlanReadsAsItWasAgreed(JsonElement plan)
    {
        plan.Text("status").ShouldBe("agreed");
        plan.Text("summary")
            .ShouldBe("One place for all projects, so that the Monday meeting decides instead of collecting figures.");
        plan.Text("success12Months").ShouldStartWith("Targets are met, the sponsor has confirmed them");
        var objective = plan.GetProperty("objectives")
            .Items()
            .Single(it => it.Text("text") == "Fewer projects finish late");
        (
            objective.Text("metric"),
            objective.GetProperty("baseline").GetDecimal(),
            objective.GetProperty("target").GetDecimal(),
            objective.Text("unit")
        ).ShouldBe(("Projects finished late", 31, 15, "%"));
        objective.GetProperty("unitValue").Amount().ShouldBe(900);
        objective.GetProperty("lacks").Items().ShouldBeEmpty();
        objective.Text("ownerName").ShouldNotBeEmpty();
        plan.GetProperty("steps")
            .Items()
            .ShouldContain(step => step.Text("status") == "done" && step.Text("evidence").Length > 0);
        plan.GetProperty("meetings")
            .Items()
            .Select(meeting => meeting.Text("rhythm"))
            .ShouldBe(["biweekly", "monthly", "quarterly"], ignoreOrder: true);
    }

    private static async Task ValueIsConfirmedByTheCustomerAsync(HttpClient ops, Guid plan)
    {
        var claim = (await ops.ReadAsync($"/v1/plans/{plan}/claims"))
            .Items()
            .First(it => it.TryGetProperty("confirmedAt", out _));
        claim.Text("text").ShouldNotBeEmpty();
        claim.Text("evidence").ShouldNotBeEmpty();
        var contact = await ops.ReadAsync($"/v1/contacts/{claim.GetProperty("confirmedContact").GetGuid()}");
        claim.Text("confirmedBy").ShouldBe(contact.Text("name"));
    }

    /// <summary>
    /// A customer who follows the link reads people's names, not numbers of accounts in our directory.
    /// </summary>
    private static async Task CustomerReadsNamesAsync(HttpClient ops, Guid plan, JsonElement shown)
    {
        var link = await ops.PostAsync($"/v1/plans/{plan}/links", new { label = "For a look", days = 1 }, 201);
        var shared = (await ops.ReadAsync($"/v1{link.Text("path")}")).ToString();
        await ops.SendAsync(HttpMethod.Delete, $"/v1/plans/{plan}/links/{link.Id()}", expected: 204);
        shared.ShouldNotContain("csm-0");
        var persons = shown
            .GetProperty("expectations")
            .Items()
            .Where(it => it.Text("side") == "ours")
            .Select(it => it.Text("person"))
            .ToList();
        persons.Count.ShouldBe(2);
        persons.ShouldAllBe(person => person.Split('.').Length == 2);
    }

    private static async Task ReviewShowsWhoCameAsync(HttpClient ops)
    {
        var held = (await ops.ReadAsync("/v1/reviews?status=held&limit=200")).Items();
        held.ShouldContain(review => !review.GetProperty("counts").GetBoolean());
        var counting = held.First(review =>
            review.GetProperty("counts").GetBoolean() && review.TryGetProperty("gutCheckComment", out _)
        );
        var review = await ops.ReadAsync($"/v1/reviews/{counting.Id()}");
        review.GetProperty("attendees").Items().Count.ShouldBeGreaterThan(0);
        review.GetProperty("materials").Items().Count.ShouldBe(1);
        var pack = (await ops.ReadAsync($"/v1/reviews/{counting.Id()}/pack")).GetProperty("content");
        pack.GetProperty("roadmap").Items().Select(item => item.Text("what")).ShouldContain("Approvals on the phone");
        pack.GetProperty("performance").GetProperty("objectives").Items().ShouldNotBeEmpty();
    }

    private static async Task HandOverTellsWhatTheReceiverNeedsAsync(HttpClient ops)
    {
        var accepted = (await ops.ReadAsync("/v1/handovers?status=accepted"))
            .Items()
            .First(it =>
                it.GetProperty("brief").TryGetProperty("goals", out var goals)
                && goals[0].GetString()!.StartsWith("Approvals within", StringComparison.Ordinal)
            );
        accepted
            .GetProperty("brief")
            .GetProperty("painPoints")[0]
            .GetString()
            .ShouldBe("Approvals get lost in mailboxes");
        accepted.GetProperty("checklist").Items().ShouldAllBe(item => item.GetProperty("done").GetBoolean());
        var owners = (await ops.ReadAsync($"/v1/accounts/{accepted.GetProperty("accountId").GetGuid()}")).GetProperty(
            "owners"
        );
        owners.Text("onboarding_manager").ShouldBe(accepted.Text("toPersonId"));
    }

    private static async Task ManyAskForTheSameAsync(HttpClient ops)
    {
        var wanted = (await ops.ReadAsync("/v1/requests?limit=200"))
            .Items()
            .Single(it => it.Text("title") == "Imports that survive a new column");
        wanted.Text("status").ShouldBe("in_progress");
        var votes = (await ops.ReadAsync($"/v1/requests/{wanted.Id()}/votes")).Items();
        votes.Select(vote => vote.GetProperty("accountId").GetGuid()).Distinct().Count().ShouldBeGreaterThan(10);
        var history = (await ops.ReadAsync($"/v1/requests/{wanted.Id()}/history")).Items();
        history.ShouldContain(it =>
            it.ToString().Contains("Two of you try it with us in January", StringComparison.Ordinal)
        );
    }

    private static async Task LeadersAskedExecutivesAsync(HttpClient ops)
    {
        var sessions = (await ops.ReadAsync("/v1/lxl-sessions")).Items();
        var over = await ops.ReadAsync(
            $"/v1/lxl-sessions/{sessions.First(it => it.TryGetProperty("closedAt", out _)).Id()}"
        );
        over.Text("minutes").ShouldStartWith("Six accounts, six asks");
        over.GetProperty("accounts").Items().Count(it => it.TryGetProperty("challenges", out _)).ShouldBeGreaterThan(3);
        over.GetProperty("asks")
            .Items()
            .Where(ask => ask.TryGetProperty("result", out _))
            .ShouldContain(ask => ask.Text("executive") == "carmen.ellery");
        var today = DateTime.UtcNow;
        var quarter = string.Create(CultureInfo.InvariantCulture, $"{today.Year}-Q{((today.Month - 1) / 3) + 1}");
        var now = await ops.ReadAsync($"/v1/lxl-sessions/{sessions.Single(it => it.Text("quarter") == quarter).Id()}");
        // What was not done comes back.
        now.GetProperty("asks").Items().Select(ask => ask.Text("quarter")).Distinct().Count().ShouldBe(2);
    }

    private static async Task WarRoomHasCriteriaAsync(HttpClient ops)
    {
        var rooms = (await ops.ReadAsync("/v1/war-rooms?open=true")).Items();
        const string Purpose = "Keep the group contract: three subsidiaries have asked for other offers";
        var open = rooms.First(it => it.Text("purpose") == Purpose);
        var room = await ops.ReadAsync($"/v1/war-rooms/{open.Id()}");
        room.GetProperty("criteria")
            .Items()
            .Select(it => it.Text("criterion"))
            .ShouldBe([
                "Sponsor confirms the renewal in writing",
                "Import runs ten days without a correction",
                "New project lead is named and trained",
            ]);
        room.GetProperty("criteria").Items().Count(it => it.TryGetProperty("metOn", out _)).ShouldBe(1);
        room.GetProperty("rhythmDays").GetInt32().ShouldBe(7);
    }

    private static async Task<SortedDictionary<string, int>> CountsAsync(HttpClient ops, Guid plan, Guid account)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var route in Kept)
            counts[route] = await ops.CountAsync(Of(route, plan, account));
        return counts;
    }

    private static string Of(string route, Guid plan, Guid account) =>
        route
            .Replace("{plan}", plan.ToString(), StringComparison.Ordinal)
            .Replace("{account}", account.ToString(), StringComparison.Ordinal);
}
