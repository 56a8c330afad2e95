using System.Net;
using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Feedback;
using Platform.Contracts.Renewals;
using Platform.TestKit;

namespace Platform.Feedback.Tests.Requests;

public sealed class RequestTests(FeedbackUnderTest feedback) : IClassFixture<FeedbackUnderTest>
{
    private readonly HttpClient _ops = feedback.ClientFor("ops", "olga");

    private async Task<Guid> RequestAsync(
        Guid account,
        string? title = null,
        Guid? contact = null,
        bool onBoard = false
    ) => (
            await _ops.PostAsync(
                "/v1/requests",
                new
                {
                    accountId = account,
                    contactId = contact,
                    title = title ?? $"Wish {Guid.NewGuid():N}",
                    description = "",
                    onBoard,
                }
            )
        ).GetProperty("request").Id();

    private Task<JsonElement> VoteAsync(Guid request, Guid account) =>
        _ops.PostAsync($"/v1/requests/{request}/votes", new { accountId = account });

    private async Task<List<Guid>> AccountsAsync(int count)
    {
        var accounts = new List<Guid>();
        for (var i = 0; i < count; i++)
            accounts.Add(await feedback.AccountAsync());
        return accounts;
    }

    [Fact]
    public async Task A_csm_asks_on_a_customers_behalf_and_the_request_is_attributed_to_both()
    {
        var account = await feedback.AccountAsync(csm: "carla");
        var contact = await feedback.ContactAsync(account, "Pat");
        var body = new
        {
            accountId = account,
            contactId = contact,
            title = "Export to Parquet",
            description = "For the warehouse",
            note = "Said in the QBR",
        };
        (
            await feedback.ClientFor("csm", "cyrus").SendJsonAsync(HttpMethod.Post, "/v1/requests", body).ProblemAsync()
        ).Status.ShouldBe(403);
        var request = (await feedback.ClientFor("csm", "carla").PostAsync("/v1/requests", body)).GetProperty("request");

        var vote = (await _ops.ReadAsync($"/v1/requests/{request.Id()}/votes")).EnumerateArray().ShouldHaveSingleItem();
        (vote.Id("accountId"), vote.Text("contact"), vote.Text("source"), vote.Text("by"), vote.Text("note")).ShouldBe(
            (account, "Pat", "csm", "carla", "Said in the QBR")
        );
        var told = (await feedback.ToldAsync<RequestStatusChanged>(account, 1)).ShouldHaveSingleItem();
        (told.RequestId, told.From, told.To).ShouldBe((request.Id(), null, "submitted"));
    }

    [Fact]
    public async Task Demand_is_the_number_of_accounts_their_arr_and_the_arr_renewing_within_180_days()
    {
        var accounts = await AccountsAsync(3);
        foreach (
            var (account, arr, ends) in new[]
            {
                (accounts[0], 1_200m, 100),
                (accounts[1], 2_400m, 300),
                (accounts[2], 600m, 180),
            }
        )
            await feedback.TellAsync(
                new SubscriptionChanged(
                    account,
                    1,
                    [],
                    new Money(arr / 12, "EUR"),
                    new Money(arr, "EUR"),
                    1,
                    feedback.Today.AddDays(ends),
                    null
                )
            );
        // The first has its renewal opened already, at another sum; the second's is opened and decided.
        var decided = Guid.NewGuid();
        await feedback.TellAsync(
            new RenewalOpened(accounts[0], Guid.NewGuid(), null, feedback.Today.AddDays(100), new Money(1_000, "EUR")),
            new RenewalStageChanged(
                accounts[1],
                decided,
                2,
                "proposed",
                "closed_renewed",
                1,
                "grown",
                new Money(2_400, "EUR"),
                new Money(3_000, "EUR")
            ),
            new RenewalOpened(accounts[1], decided, null, feedback.Today.AddDays(20), new Money(2_400, "EUR"))
        );
        await Eventually.HoldsAsync(
            () =>
                feedback.Database.ScalarAsync<bool>(
                    "select (select count(*) from account_revenue where account_id = any(@a)) = 3 and (select "
                        + "count(ends_on) from account_renewal where account_id = any(@a)) = 2",
                    new { a = accounts.ToArray() }
                ),
            "revenue is known"
        );
        var request = await RequestAsync(accounts[0]);
        await VoteAsync(request, accounts[1]);
        await VoteAsync(request, accounts[2]);
        var read = (await VoteAsync(request, accounts[2])).GetProperty("demand"); // Twice counts once.

        (
            read.Number("accounts"),
            read.Number("votes"),
            read.GetProperty("arr").Text("amount"),
            read.GetProperty("arrRenewing").Text("amount")
        ).ShouldBe((3, 3, "4200.00", "1600.00"));
        (await _ops.ReadAsync("/v1/requests?sort=arr&limit=1")).List("items")[0].Id().ShouldBe(request);
    }

    [Fact]
    public async Task Duplicates_are_proposed_by_similar_words()
    {
        var account = await feedback.AccountAsync();
        var dark = await RequestAsync(account, "Dark mode for the dashboard");
        var created = await _ops.PostAsync(
            "/v1/requests",
            new
            {
                accountId = account,
                title = "Dashboard dark mode",
                description = "",
            }
        );
        created.List("possibleDuplicates")[0].Id().ShouldBe(dark);
        (await _ops.ReadAsync($"/v1/requests/{dark}/duplicates"))
            .EnumerateArray()
            .Select(d => d.Text("title"))
            .ShouldContain("Dashboard dark mode");
        (
            await _ops.PostAsync(
                "/v1/requests",
                new
                {
                    accountId = account,
                    title = "SCIM provisioning",
                    description = "",
                }
            )
        ).List("possibleDuplicates").ShouldNotContain(d => d.Id() == dark);
    }

    [Fact]
    public async Task Duplicates_are_merged_with_attribution_kept_and_the_merge_can_be_undone()
    {
        var accounts = await AccountsAsync(3);
        var (kept, twice, thrice) = (
            await RequestAsync(accounts[0], "Kept"),
            await RequestAsync(accounts[1], "Twice"),
            await RequestAsync(accounts[2], "Thrice")
        );
        await VoteAsync(twice, accounts[0]);
        await _ops.PostAsync($"/v1/requests/{twice}/merges", new { duplicateId = thrice });
        var merged = await _ops.PostAsync($"/v1/requests/{kept}/merges", new { duplicateId = twice });

        (merged.GetProperty("demand").Number("accounts"), merged.GetProperty("demand").Number("votes")).ShouldBe(
            (3, 4)
        );
        (await _ops.ReadAsync($"/v1/requests/{kept}/votes"))
            .EnumerateArray()
            .Select(v => (v.Id("accountId"), v.Text("askedTitle")))
            .ShouldBe([(accounts[0], "Kept"), (accounts[1], "Twice"), (accounts[2], "Thrice"), (accounts[0], "Twice")]);
        (await _ops.ReadAsync($"/v1/requests/{twice}")).Id("mergedInto").ShouldBe(kept);
        (
            await _ops.SendJsonAsync(HttpMethod.Put, $"/v1/requests/{twice}/status", new { status = "planned" }, "*")
                .ProblemAsync()
        ).Type.ShouldBe("feedback/request-merged");
        (
            await _ops.SendJsonAsync(HttpMethod.Post, $"/v1/requests/{kept}/merges", new { duplicateId = kept })
                .ProblemAsync()
        ).Type.ShouldBe("feedback/request-itself");
        (
            await _ops.SendJsonAsync(HttpMethod.Post, $"/v1/requests/{twice}/merges", new { duplicateId = kept })
                .ProblemAsync()
        ).Type.ShouldBe("feedback/request-merged");

        (await (await _ops.SendJsonAsync(HttpMethod.Delete, $"/v1/requests/{kept}/merges/{twice}")).JsonAsync())
            .GetProperty("demand")
            .Number("votes")
            .ShouldBe(1);
        (await _ops.ReadAsync($"/v1/requests/{twice}")).GetProperty("demand").Number("votes").ShouldBe(3);
        (await _ops.ReadAsync($"/v1/requests/{kept}/history"))
            .EnumerateArray()
            .Select(h => h.Text("what"))
            .ShouldBe(["merged", "merge undone"]);
    }

    [Fact]
    public async Task A_request_that_was_two_is_split_and_each_vote_keeps_who_asked()
    {
        var accounts = await AccountsAsync(3);
        var whole = await RequestAsync(accounts[0], "Import and export");
        await VoteAsync(whole, accounts[1]);
        await VoteAsync(whole, accounts[2]);
        var votes = (await _ops.ReadAsync($"/v1/requests/{whole}/votes")).EnumerateArray().Select(v => v.Id()).ToList();

        (
            await _ops.SendJsonAsync(
                    HttpMethod.Post,
                    $"/v1/requests/{whole}/splits",
                    new
                    {
                        title = "Export",
                        description = "",
                        voteIds = votes,
                    }
                )
                .ProblemAsync()
        ).Type.ShouldBe("feedback/split-takes-all");
        var part = await _ops.PostAsync(
            $"/v1/requests/{whole}/splits",
            new
            {
                title = "Export",
                description = "",
                voteIds = votes.Skip(1),
            }
        );
        (part.Id("splitFrom"), part.GetProperty("demand").Number("accounts")).ShouldBe((whole, 2));
        (await _ops.ReadAsync($"/v1/requests/{part.Id()}/votes"))
            .EnumerateArray()
            .ShouldAllBe(v => v.Text("askedTitle") == "Import and export");
        (await _ops.ReadAsync($"/v1/requests/{whole}")).GetProperty("demand").Number("votes").ShouldBe(1);
    }

    [Fact]
    public async Task Everyone_who_asked_is_told_of_each_change_of_status()
    {
        var accounts = await AccountsAsync(2);
        var (pat, kim) = (
            await feedback.ContactAsync(accounts[0], "Pat"),
            await feedback.ContactAsync(accounts[0], "Kim")
        );
        var request = await RequestAsync(accounts[0], "Webhooks", pat);
        await _ops.PostAsync($"/v1/requests/{request}/votes", new { accountId = accounts[0], contactId = kim });
        await VoteAsync(request, accounts[1]);

        var changed = await _ops.PutAsync(
            $"/v1/requests/{request}/status",
            new { status = "planned", reason = "For the spring release." },
            "\"1\""
        );
        (changed.Text("status"), changed.Number("version")).ShouldBe(("planned", 2));
        (
            await _ops.SendJsonAsync(
                    HttpMethod.Put,
                    $"/v1/requests/{request}/status",
                    new { status = "shipped" },
                    "\"1\""
                )
                .ProblemAsync()
        ).Status.ShouldBe(412);
        (
            await _ops.SendJsonAsync(HttpMethod.Put, $"/v1/requests/{request}/status", new { status = "declined" }, "*")
                .ProblemAsync()
        ).Detail.ShouldContain("reason");
        foreach (var (account, told) in new[] { (accounts[0], 2), (accounts[1], 1) })
            (await feedback.ToldAsync<RequestStatusChanged>(account, told))[^1]
                .ShouldSatisfyAllConditions(e => e.From.ShouldBe("submitted"), e => e.To.ShouldBe("planned"));

        var notices = (await _ops.ReadAsync($"/v1/notices?aboutId={request}&handedOver=false")).List("items");
        notices.Select(n => n.Text("name")).Order().ShouldBe(["", "Kim", "Pat"]);
        notices.ShouldAllBe(n => n.Text("text") == "\"Webhooks\" is now planned. For the spring release.");
        (await _ops.PostAsync("/v1/notices/confirmations", new { ids = notices.Select(n => n.Id()) }))
            .Number("confirmed")
            .ShouldBe(3);
        (await _ops.ReadAsync($"/v1/notices?aboutId={request}&handedOver=false")).List("items").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_shared_by_many_and_unanswered_is_told_until_it_is_answered()
    {
        var accounts = await AccountsAsync(3);
        var request = await RequestAsync(accounts[0]);
        await VoteAsync(request, accounts[1]);
        (await feedback.ToldAsync<OpenRequestsChanged>(accounts[0], 1))
            .Select(e => (e.OpenRequests, e.UnansweredShared))
            .ShouldBe([(1, 0)]);
        await VoteAsync(request, accounts[2]);
        foreach (var account in accounts)
            (await feedback.ToldAsync<OpenRequestsChanged>(account, 1)).Count.ShouldBeInRange(1, 2);
        foreach (var account in accounts.Take(2))
            (await feedback.ToldAsync<OpenRequestsChanged>(account, 2))[^1].UnansweredShared.ShouldBe(1);

        await _ops.PutAsync($"/v1/requests/{request}/status", new { status = "under_review" });
        (await feedback.ToldAsync<OpenRequestsChanged>(accounts[0], 3))[^1]
            .ShouldSatisfyAllConditions(e => e.OpenRequests.ShouldBe(1), e => e.UnansweredShared.ShouldBe(0));
        await _ops.PutAsync($"/v1/requests/{request}/status", new { status = "shipped" });
        (await feedback.ToldAsync<OpenRequestsChanged>(accounts[0], 4))[^1].OpenRequests.ShouldBe(0);
    }

    [Fact]
    public async Task Many_votes_at_the_same_moment_are_counted_each_once()
    {
        var accounts = await AccountsAsync(12);
        var requests = new[] { await RequestAsync(accounts[0]), await RequestAsync(accounts[0]) };
        await Task.WhenAll(accounts.SelectMany(a => requests.Select(r => VoteAsync(r, a))));
        foreach (var request in requests)
            (await _ops.ReadAsync($"/v1/requests/{request}")).GetProperty("demand").Number("accounts").ShouldBe(12);
        (
            await feedback.Database.ScalarAsync<int>(
                "select count(*)::int from account_requests where account_id = any(@a) and open_requests = 2 and "
                    + "unanswered_shared = 2",
                new { a = accounts.ToArray() }
            )
        ).ShouldBe(12);
    }

    [Fact]
    public async Task Each_customer_has_a_board_through_a_scoped_link()
    {
        var (mine, other) = (await feedback.AccountAsync(), await feedback.AccountAsync());
        var (wished, shared, secret) = (
            await RequestAsync(mine, "Wished by us"),
            await RequestAsync(other, "Shown to <all>", onBoard: true),
            await RequestAsync(other, "Secret of the other")
        );
        await _ops.PutAsync($"/v1/requests/{wished}/status", new { status = "in_progress", reason = "We started." });
        var link = (await _ops.PostAsync($"/v1/accounts/{mine}/feedback/board-links", new { })).Text("link");
        var visitor = feedback.Visitor();

        var page = await (await visitor.GetAsync(link)).Content.ReadAsStringAsync();
        foreach (
            var text in new[] { "Wished by us", "in progress", "We started.", "Shown to &lt;all&gt;", "1 company" }
        )
            page.ShouldContain(text);
        page.ShouldNotContain("Secret of the other");
        page.ShouldNotContain((await _ops.ReadAsync($"/v1/requests/{shared}/votes"))[0].Text("account"));

        (await SendAsync($"{link}/votes", ("request", shared.ToString()))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await SendAsync($"{link}/votes", ("request", shared.ToString()))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await SendAsync($"{link}/votes", ("request", secret.ToString()))).StatusCode.ShouldBe(
            HttpStatusCode.UnsupportedMediaType
        );
        (await _ops.ReadAsync($"/v1/requests/{shared}")).GetProperty("demand").Number("accounts").ShouldBe(2);
        (await _ops.ReadAsync($"/v1/requests/{secret}")).GetProperty("demand").Number("accounts").ShouldBe(1);
        (await SendAsync($"{link}/requests", ("title", "x"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (
            await SendAsync($"{link}/requests", ("title", "From our own hand"), ("description", "Please"))
        ).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var asked = (await _ops.ReadAsync($"/v1/requests?accountId={mine}"))
            .List("items")
            .Single(r => r.Text("title") == "From our own hand");
        (await _ops.ReadAsync($"/v1/requests/{asked.Id()}/votes"))[0].Text("source").ShouldBe("customer");

        Task<HttpResponseMessage> SendAsync(string path, params (string Name, string Value)[] fields) =>
            visitor.PostAsync(
                path,
                new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)))
            );
    }

    [Fact]
    public async Task A_board_shows_the_organisations_name_and_logo()
    {
        var account = await feedback.AccountAsync();
        var link = (await _ops.PostAsync($"/v1/accounts/{account}/feedback/board-links", new { })).Text("link");
        var visitor = feedback.Visitor();

        await feedback.TellAsync(
            new Platform.Contracts.Accounts.OrganisationChanged(3, "Lanternfield <Software>", "en-GB", HasLogo: true)
        );

        (
            await Platform.TestKit.Eventually.GetAsync(
                () => visitor.GetStringAsync(link),
                page => page.Contains("Lanternfield &lt;Software&gt;", StringComparison.Ordinal),
                "the organisation is known"
            )
        ).ShouldContain("<img src=\"/organisation/logo\"");
    }

    [Fact]
    public async Task A_board_link_that_is_tampered_revoked_or_expired_shows_a_friendly_page()
    {
        var account = await feedback.AccountAsync(csm: "carla");
        (
            await feedback
                .ClientFor("csm", "cyrus")
                .SendJsonAsync(HttpMethod.Post, $"/v1/accounts/{account}/feedback/board-links", new { })
                .ProblemAsync()
        ).Status.ShouldBe(403);
        var made = await feedback
            .ClientFor("csm", "carla")
            .PostAsync($"/v1/accounts/{account}/feedback/board-links", new { days = 3 });
        var (link, visitor) = (made.Text("link"), feedback.Visitor());
        (await visitor.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.OK);
        for (var i = "/board/".Length; i < link.Length; i++)
            (await visitor.GetAsync(link[..i] + (link[i] == 'A' ? 'B' : 'A') + link[(i + 1)..])).StatusCode.ShouldBe(
                HttpStatusCode.NotFound
            );
        (await visitor.GetAsync(link.Replace("/board/", "/answer/", StringComparison.Ordinal))).StatusCode.ShouldBe(
            HttpStatusCode.NotFound,
            "a board's link answers no survey"
        );

        var second = (await _ops.PostAsync($"/v1/accounts/{account}/feedback/board-links", new { })).Text("link");
        (
            await _ops.SendJsonAsync(HttpMethod.Delete, $"/v1/accounts/{account}/feedback/board-links/{made.Id()}")
        ).EnsureSuccessStatusCode();
        var gone = await visitor.GetAsync(link);
        (
            gone.StatusCode,
            (await gone.Content.ReadAsStringAsync()).Contains("no longer open", StringComparison.Ordinal)
        ).ShouldBe((HttpStatusCode.Gone, true));
        (await visitor.GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.OK);
        feedback.Clock.Advance(TimeSpan.FromDays(181));
        (await visitor.GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }
}
