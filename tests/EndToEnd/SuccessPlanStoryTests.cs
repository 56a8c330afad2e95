using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace Platform.EndToEnd.Tests;

/// <summary>
/// Contract signed → onboarding from the segment's template → usage completes milestones → first value → plan agreed →
/// a tactic is slow and escalates → a review without the customer's sponsor does not count, with them it does → the
/// customer confirms value through their link, which opens nothing else. All of it through the gateway.
/// </summary>
public sealed class SuccessPlanStoryTests(RunningPlatform platform)
{
    private const string Source = "journey";
    private const string Sponsor = "Sandra Sponsor";
    private const string Champion = "Chris Champion";
    private const string NoSuchLink = "Link not found or expired";
    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow);
    private static readonly DateOnly SignedOn = Today.AddDays(-5);

    [Fact]
    public async Task From_signature_to_value_that_the_customer_confirmed_every_service_follows()
    {
        using var ops = await platform.ClientAsync("ops");
        using var csm = await platform.ClientAsync("csm", "petra");
        var (account, smaller) = await TwoCustomersOfDifferentSegmentsAsync(ops);
        var champion = (
            await ops.PostAsync(
                $"/v1/accounts/{account}/contacts",
                new
                {
                    name = Champion,
                    email = "chris@journey.example",
                    seniority = "manager",
                    roles = new[] { "champion" },
                },
                201
            )
        ).Id();
        var sponsor = (
            await ops.PostAsync(
                $"/v1/accounts/{account}/contacts",
                new
                {
                    name = Sponsor,
                    email = "sandra@journey.example",
                    seniority = "executive",
                    roles = new[] { "executive_sponsor" },
                },
                201
            )
        ).Id();
        await DefineOnboardingPerSegmentAsync(ops);
        await SignAsync(ops, account, "J-1");
        await SignAsync(ops, smaller, "J-2");

        await OnboardingOpensFromTheTemplateOfTheSegmentAsync(ops, csm, account, smaller);
        await UsageCompletesMilestonesUntilFirstValueAsync(ops, csm, account);
        var plan = await PlanIsAgreedOnceItLacksNothingAsync(ops, csm, account, sponsor);
        await SlowTacticEscalatesToTheSponsorAsync(ops, csm, account, sponsor);
        await OnlyAReviewWithTheSponsorCountsAsync(csm, account, champion, sponsor);
        await CustomerConfirmsValueByALinkThatOpensNothingElseAsync(ops, csm, plan, account, smaller, sponsor);
        await HistoryTellsTheStoryAsync(csm, account);
    }

    private async Task<(Guid MidMarket, Guid Small)> TwoCustomersOfDifferentSegmentsAsync(HttpClient ops)
    {
        await Company.ImportAsync(
            platform,
            ops,
            "accounts",
            Source,
            """
            {"externalId":"a-0","name":"Journey Mid","industry":"software","country":"DE","employees":400}
            {"externalId":"a-1","name":"Journey Small","industry":"software","country":"DE","employees":20}

            """
        );
        var found = new List<Guid>();
        foreach (var externalId in new[] { "a-0", "a-1" })
            found.Add((await ops.ReadAsync($"/v1/accounts?externalId={Source}:{externalId}")).Items()[0].Id());
        await ops.SendAsync(HttpMethod.Put, $"/v1/accounts/{found[0]}/owners/csm", new { personId = "petra" });
        return (found[0], found[1]);
    }

    /// <summary>Due far enough ahead that nothing is overdue, whatever day the test runs on.</summary>
    private static async Task DefineOnboardingPerSegmentAsync(HttpClient ops)
    {
        foreach (var feature in new[] { "journey-import", "journey-automation" })
            await ops.SendAsync(HttpMethod.Put, $"/v1/features/{feature}", new { core = false, premium = false });
        await ops.SendAsync(
            HttpMethod.Put,
            "/v1/onboardings/first-value/Journey",
            new { actions = new[] { "journey-import", "journey-automation" } }
        );
        await ops.SendAsync(
            HttpMethod.Put,
            "/v1/onboardings/templates/mid_market",
            new
            {
                stages = new[]
                {
                    new { name = "Kickoff", milestones = new[] { Milestone("kickoff", "ours", "csm", null) } },
                    new
                    {
                        name = "Set-up",
                        milestones = new[]
                        {
                            Milestone(
                                "data_imported",
                                "customer",
                                "champion",
                                new
                                {
                                    feature = "journey-import",
                                    events = 3,
                                    users = 2,
                                }
                            ),
                        },
                    },
                    new
                    {
                        name = "Value",
                        milestones = new[]
                        {
                            Milestone(
                                "first_automation",
                                "customer",
                                "executive_sponsor",
                                new
                                {
                                    feature = "journey-automation",
                                    events = 1,
                                    users = 1,
                                }
                            ),
                        },
                    },
                },
            }
        );
        await ops.SendAsync(
            HttpMethod.Put,
            "/v1/onboardings/templates/smb",
            new
            {
                stages = new[]
                {
                    new
                    {
                        name = "Self-service",
                        milestones = new[] { Milestone("tour_taken", "customer", "admin", null) },
                    },
                },
            }
        );
    }

    private static object Milestone(string key, string side, string ownerRole, object? telemetry) =>
        new
        {
            key,
            name = key.Replace('_', ' '),
            side,
            ownerRole,
            dueInBusinessDays = 60,
            telemetry,
        };

    private static async Task SignAsync(HttpClient ops, Guid account, string number) =>
        await ops.PostAsync(
            "/v1/contracts",
            new
            {
                accountId = account,
                number,
                signedOn = SignedOn,
                startsOn = SignedOn,
                endsOn = SignedOn.AddYears(1),
                autoRenew = false,
                noticeDays = 60,
                lines = new[] { new { product = "Suite", price = Calls.Price(1_000) } },
            },
            201
        );

    private async Task OnboardingOpensFromTheTemplateOfTheSegmentAsync(
        HttpClient ops,
        HttpClient csm,
        Guid account,
        Guid smaller
    )
    {
        // Once the owners show, success plans know the CSM and both contacts.
        string[] owners = ["petra", Champion, Sponsor];
        var opened = await csm.UntilAsync(
            platform,
            "onboarding is open and its milestones have owners",
            $"/v1/accounts/{account}/onboarding",
            it =>
                it.GetProperty("milestones")
                    .Items()
                    .Select(m => m.TryGetProperty("owner", out var owner) ? owner.GetString() : null)
                    .SequenceEqual(owners, StringComparer.Ordinal)
        );
        (opened.Text("segment"), opened.Text("signedOn"), opened.Text("stage")).ShouldBe(
            ("mid_market", Day(SignedOn), "Kickoff")
        );
        opened
            .GetProperty("milestones")
            .Items()
            .Select(m => m.Text("key"))
            .ShouldBe(["kickoff", "data_imported", "first_automation"]);

        var small = await ops.UntilAsync(
            platform,
            "the smaller customer's onboarding is open",
            $"/v1/accounts/{smaller}/onboarding",
            _ => true
        );
        (small.Text("segment"), small.GetProperty("milestones").Items().ShouldHaveSingleItem().Text("key")).ShouldBe(
            ("smb", "tour_taken")
        );
    }

    private async Task UsageCompletesMilestonesUntilFirstValueAsync(HttpClient ops, HttpClient csm, Guid account)
    {
        var path = $"/v1/accounts/{account}/onboarding";
        await UseAsync(ops, "journey-import", daysAgo: 4, times: 3);
        var imported = await csm.UntilAsync(platform, "usage completed the import", path, it =>
            Of(it, "data_imported").Text("status") == "done"
        );
        Of(imported, "data_imported").GetProperty("byTelemetry").GetBoolean().ShouldBeTrue();
        Of(imported, "data_imported").Text("evidence").ShouldBe($"3 events by 2 users since {Day(Today.AddDays(-4))}");
        Of(imported, "first_automation").Text("status").ShouldBe("open");
        imported.GetProperty("firstValues").Items().ShouldBeEmpty("one critical action of two is no first value");

        await UseAsync(ops, "journey-automation", daysAgo: 2, times: 1);
        var reached = await csm.UntilAsync(platform, "first value is reached", path, it =>
            Of(it, "first_automation").Text("status") == "done" && it.GetProperty("firstValues").Items().Count == 1
        );
        (
            reached.GetProperty("timeToFirstValueDays").GetInt32(),
            reached.GetProperty("firstValues").Items()[0].Text("action")
        ).ShouldBe((3, "journey-automation"));
        Of(reached, "first_automation").GetProperty("byTelemetry").GetBoolean().ShouldBeTrue();
        Of(reached, "kickoff").Text("status").ShouldBe("open", "no usage shows a meeting");
        reached.Text("status").ShouldBe("open");

        static JsonElement Of(JsonElement onboarding, string key) =>
            onboarding.GetProperty("milestones").Items().Single(m => m.Text("key") == key);
    }

    private static async Task UseAsync(HttpClient ops, string feature, int daysAgo, int times)
    {
        // At noon: the same day in every time zone that the organisation is likely to have.
        var at = new DateTimeOffset(Today.AddDays(-daysAgo), new TimeOnly(12, 0), TimeSpan.Zero).ToString(
            "O",
            CultureInfo.InvariantCulture
        );
        var events = Enumerable
            .Range(0, times)
            .Select(i => new
            {
                eventId = $"{feature}-{i}",
                account = $"{Source}:a-0",
                user = $"u-{i % 2}",
                feature,
                quantity = 1,
                occurredAt = at,
            });
        (await ops.PostAsync("/v1/events", new { events }, 202)).GetProperty("accepted").GetInt32().ShouldBe(times);
    }

    private static async Task<Guid> PlanIsAgreedOnceItLacksNothingAsync(
        HttpClient ops,
        HttpClient csm,
        Guid account,
        Guid sponsor
    )
    {
        foreach (var size in new[] { "mid_market", "smb" })
        {
            object[] goals =
            [
                new
                {
                    text = "Close the books in four days",
                    metric = "Days to close",
                    baseline = 10,
                    target = 4,
                    unit = "days",
                    dueInDays = 180,
                },
            ];
            await ops.PostAsync(
                "/v1/plan-templates",
                new
                {
                    name = $"Journey {size}",
                    segment = size,
                    body = new
                    {
                        summary = $"For {size}",
                        success3Months = "First close with us",
                        success6Months = "Seven days",
                        objectives = goals,
                    },
                },
                201
            );
        }

        var plan = await csm.PostAsync("/v1/plans", new { accountId = account }, 201);
        (plan.Text("summary"), plan.Text("status")).ShouldBe(("For mid_market", "draft"));
        var (path, objective) = (
            $"/v1/plans/{plan.Id()}",
            plan.GetProperty("objectives").Items().ShouldHaveSingleItem()
        );

        (await csm.PostAsync($"{path}/agreement", new { agreedByContactId = sponsor }, 422))
            .Text("detail")
            .ShouldBe("'Close the books in four days' lacks reviewedBy, ownerContactId.");
        await csm.SendAsync(
            HttpMethod.Put,
            $"{path}/objectives/{objective.Id()}",
            new
            {
                text = objective.Text("text"),
                metric = "Days to close",
                baseline = 10,
                target = 4,
                unit = "days",
                dueOn = objective.Text("dueOn"),
                reviewedBy = "petra",
                ownerContactId = sponsor,
            }
        );
        (await csm.PostAsync($"{path}/agreement", new { agreedByContactId = sponsor }, 422))
            .Text("detail")
            .ShouldContain("at 12 months");
        await csm.SendAsync(
            HttpMethod.Put,
            path,
            new
            {
                summary = "For mid_market",
                success3Months = "First close with us",
                success6Months = "Seven days",
                success12Months = "Four days",
            }
        );
        var agreed = await csm.PostAsync($"{path}/agreement", new { agreedByContactId = sponsor });
        (agreed.Text("status"), agreed.GetProperty("agreedByContact").GetGuid()).ShouldBe(("agreed", sponsor));
        return plan.Id();
    }

    private async Task SlowTacticEscalatesToTheSponsorAsync(HttpClient ops, HttpClient csm, Guid account, Guid sponsor)
    {
        var outcome = (await ops.ReadAsync("/v1/tactics/outcomes?customerType=mid_market")).Items()[0].Id();
        var tactic = await ops.PostAsync(
            "/v1/tactics",
            new
            {
                outcomeId = outcome,
                name = "Close calendar",
                description = "Everybody enters their dates.",
                steps = new[] { "Enter the dates" },
                days = 20,
            },
            201
        );
        var path = $"/v1/accounts/{account}/plan/tactics";
        var agreed = await csm.PostAsync(path, new { tacticId = tactic.Id() });
        agreed.Text("state").ShouldBe("active");
        (await csm.PostAsync($"{path}/{agreed.Id()}/adoption", new { adoption = 0.1 }))
            .TryGetProperty("stalledOn", out _)
            .ShouldBeFalse("a tactic of today is not slow yet");

        // A tactic starts on the day on which it is agreed and no call can date it back; so ten days pass in the
        // service's own table. Its next daily turn (each half minute) looks at it.
        await using (var database = new NpgsqlConnection(platform.ConnectionString("success-plans-db")))
            (
                await database.ExecuteAsync(
                    "update account_tactic set started_on = started_on - 10, due_on = due_on - 10 where id = @id",
                    new { id = agreed.Id() }
                )
            ).ShouldBe(1);
        var slow = await csm.UntilAsync(platform, "the slow tactic escalated", path, it =>
            it.GetProperty("escalations").Items().Count > 0
        );
        var escalation = slow.GetProperty("escalations").Items().ShouldHaveSingleItem();
        (
            escalation.GetProperty("adoption").GetDecimal(),
            escalation.GetProperty("expected").GetDecimal(),
            escalation.GetProperty("contactId").GetGuid(),
            escalation.Text("contactName")
        ).ShouldBe((0.1m, 0.5m, sponsor, Sponsor));
        slow.Items().ShouldHaveSingleItem().TryGetProperty("stalledOn", out _).ShouldBeTrue();
    }

    private static async Task OnlyAReviewWithTheSponsorCountsAsync(
        HttpClient csm,
        Guid account,
        Guid champion,
        Guid sponsor
    )
    {
        var review = await csm.PostAsync(
            "/v1/reviews",
            new
            {
                accountId = account,
                type = "ebr",
                dueOn = Today.AddDays(7),
            },
            201
        );
        var without = await csm.PostAsync(
            $"/v1/reviews/{review.Id()}/holding",
            new { attendees = new[] { champion }, summary = "The sponsor was ill." }
        );
        (without.Text("status"), without.GetProperty("counts").GetBoolean()).ShouldBe(("held", false));

        var makeUp = (await csm.ReadAsync($"/v1/reviews?accountId={account}&type=ebr&status=due"))
            .Items()
            .ShouldHaveSingleItem();
        makeUp.GetProperty("makesUpFor").GetGuid().ShouldBe(review.Id());
        var counting = await csm.PostAsync(
            $"/v1/reviews/{makeUp.Id()}/holding",
            new
            {
                attendees = new[] { champion, sponsor },
                summary = "Six days now.",
                gutCheck = new { answer = "renew", contactId = sponsor },
            }
        );
        (counting.Text("status"), counting.GetProperty("counts").GetBoolean()).ShouldBe(("held", true));
        (await csm.ReadAsync($"/v1/reviews?accountId={account}&type=ebr&status=due")).Items().ShouldBeEmpty();
    }

    private async Task CustomerConfirmsValueByALinkThatOpensNothingElseAsync(
        HttpClient ops,
        HttpClient csm,
        Guid plan,
        Guid account,
        Guid smaller,
        Guid sponsor
    )
    {
        var claim = await csm.PostAsync(
            $"/v1/plans/{plan}/claims",
            new
            {
                text = "Books closed in six days",
                evidence = "Close calendar",
                value = new { amount = "40000.00", currency = "EUR" },
            },
            201
        );
        var theirPlan = (await ops.PostAsync("/v1/plans", new { accountId = smaller }, 201)).Id();
        var theirClaim = (
            await ops.PostAsync(
                $"/v1/plans/{theirPlan}/claims",
                new { text = "Of another customer", evidence = "Ledger" },
                201
            )
        ).Id();
        var link = await csm.PostAsync($"/v1/plans/{plan}/links", new { label = Sponsor, contactId = sponsor }, 201);
        var path = link.Text("path");
        using var customer = new HttpClient { BaseAddress = platform.Http };

        var page = await PageAsync(customer.GetAsync(path), HttpStatusCode.OK);
        var form = $"{path}/claims/{claim.Id()}/confirmation";
        page.ShouldContain($"<form method=\"post\" action=\"{form}\">");
        page.ShouldNotContain("Of another customer");
        var thanked = await PageAsync(PressAsync(customer, form), HttpStatusCode.OK);
        thanked.ShouldContain("your confirmation is recorded");
        thanked.ShouldNotContain(form);
        var kept = (await csm.ReadAsync($"/v1/plans/{plan}/claims")).Items().ShouldHaveSingleItem();
        (kept.Text("confirmedBy"), kept.GetProperty("confirmedContact").GetGuid(), kept.Text("confirmedVia")).ShouldBe(
            (Sponsor, sponsor, "shared_link")
        );
        (await csm.ReadAsync($"/v1/plans/{plan}"))
            .GetProperty("confirmed")
            .Items()
            .ShouldHaveSingleItem()
            .Amount()
            .ShouldBe(40_000);

        // Its secret is no token of the API, neither is another plan behind it, nor can what it opens be guessed from
        // it.
        using var intruder = new HttpClient { BaseAddress = platform.Http };
        intruder.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", path.Split('/')[^1]);
        foreach (
            var route in new[]
            {
                $"/v1/plans/{plan}",
                $"/v1/plans/{plan}/claims",
                $"/v1/accounts/{account}",
                "/v1/portfolio",
            }
        )
            await PageAsync(intruder.GetAsync(route), HttpStatusCode.Unauthorized);
        (await PageAsync(customer.GetAsync($"/shared/plans/{theirPlan}"), HttpStatusCode.NotFound)).ShouldContain(
            NoSuchLink
        );
        (
            await PageAsync(customer.GetAsync($"{path[..^1]}{(path[^1] == 'A' ? 'B' : 'A')}"), HttpStatusCode.NotFound)
        ).ShouldContain(NoSuchLink);
        (
            await PageAsync(PressAsync(customer, $"{path}/claims/{theirClaim}/confirmation"), HttpStatusCode.NotFound)
        ).ShouldContain(NoSuchLink);
        (await ops.ReadAsync($"/v1/plans/{theirPlan}/claims"))
            .Items()
            .ShouldHaveSingleItem()
            .TryGetProperty("confirmedAt", out _)
            .ShouldBeFalse();

        (await customer.ReadAsync("/v1" + path)).Text("reader").ShouldBe(Sponsor);
        await csm.SendAsync(HttpMethod.Delete, $"/v1/plans/{plan}/links/{link.Id()}", expected: 204);
        (await PageAsync(customer.GetAsync(path), HttpStatusCode.NotFound)).ShouldContain(NoSuchLink);
        (
            await PageAsync(PressAsync(customer, $"{path}/comments", ("text", "Still here?")), HttpStatusCode.NotFound)
        ).ShouldContain(NoSuchLink);
        (await customer.SendAsync(HttpMethod.Get, "/v1" + path, expected: 404)).Text("title").ShouldContain(NoSuchLink);
        (await csm.ReadAsync($"/v1/plans/{plan}/comments")).Items().ShouldBeEmpty();
    }

    private async Task HistoryTellsTheStoryAsync(HttpClient csm, Guid account)
    {
        string[] told =
        [
            "contract_signed",
            "milestone_completed",
            "first_value_reached",
            "plan_agreed",
            "tactic_stalled",
            "review_held",
            "value_confirmed",
        ];
        var history = (
            await csm.UntilAsync(
                platform,
                "the account's history tells the story",
                $"/v1/accounts/{account}/timeline?limit=100",
                it =>
                    told.All(type => it.Items().Any(entry => entry.Text("type") == type))
                    && it.Items().Count(entry => entry.Text("type") == "review_held") == 2
            )
        ).Items();
        history
            .Where(entry => entry.Text("type") == "milestone_completed")
            .Select(entry => entry.Text("title"))
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "Milestone completed by usage itself: data imported",
                "Milestone completed by usage itself: first automation",
            ]);
        history
            .Where(entry => entry.Text("type") == "review_held")
            .Select(entry => entry.Text("title"))
            .Order(StringComparer.Ordinal)
            .ShouldBe(["EBR held", "EBR held; it does not count, no senior sponsor attended"]);
        history
            .Single(entry => entry.Text("type") == "value_confirmed")
            .Text("title")
            .ShouldContain("Books closed in six days");
    }

    private static Task<HttpResponseMessage> PressAsync(
        HttpClient customer,
        string form,
        params (string Name, string Value)[] fields
    ) => customer.PostAsync(form, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    private static async Task<string> PageAsync(Task<HttpResponseMessage> asked, HttpStatusCode expected)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, $"{answer.RequestMessage?.RequestUri}: {text}");
        return text;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
