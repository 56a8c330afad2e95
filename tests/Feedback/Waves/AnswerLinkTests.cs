using System.Net;
using Platform.Contracts.Accounts;
using Platform.TestKit;

namespace Platform.Feedback.Tests.Waves;

/// <summary>What a personal link opens, and all it does not.</summary>
public sealed class AnswerLinkTests(FeedbackUnderTest feedback) : IClassFixture<FeedbackUnderTest>
{
    private readonly HttpClient _ops = feedback.ClientFor("ops", "olga");
    private readonly HttpClient _visitor = feedback.Visitor();

    /// <summary>A survey, and the links of two people of one account.</summary>
    private async Task<(Guid Survey, Guid Account, string[] Links, Guid Contact)> InviteAsync(
        string type = "nps",
        object? with = null
    )
    {
        var (survey, account) = (await _ops.SurveyAsync(type, with), await feedback.AccountAsync(csm: "carla"));
        var contact = await feedback.ContactAsync(account, "Pat");
        await feedback.ContactAsync(account, "Kim");
        var wave = (
            await _ops.PostAsync(
                "/v1/waves",
                new
                {
                    surveyId = survey,
                    name = "Wave",
                    audience = new { accountIds = new[] { account } },
                }
            )
        ).Id();
        var list = (await _ops.ReadAsync($"/v1/waves/{wave}/invitations")).List("items");
        return (
            survey,
            account,
            [.. list.OrderByDescending(i => i.Id("contactId") == contact).Select(i => i.Text("link"))],
            contact
        );
    }

    private async Task<(HttpStatusCode Status, string Html)> GetAsync(string link)
    {
        var answer = await _visitor.GetAsync(link);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> SendAsync(string link, params (string Name, string Value)[] fields) =>
        _visitor.PostAsync(link, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    [Fact]
    public async Task A_scanner_that_follows_links_answers_nothing_and_head_answers_as_get()
    {
        var (survey, account, links, _) = await InviteAsync();
        for (var score = 0; score < 10; score++)
            (await GetAsync($"{links[0]}?score={score}&utm_source=mail")).Status.ShouldBe(HttpStatusCode.OK);
        var board = (await _ops.PostAsync($"/v1/accounts/{account}/feedback/board-links", new { })).Text("link");
        foreach (var page in new[] { $"{links[0]}?score=9", board })
        {
            var head = await _visitor.SendAsync(new HttpRequestMessage(HttpMethod.Head, page));
            // The body is left out by the server itself, which a test host has not.
            (head.StatusCode, head.Content.Headers.ContentType!.MediaType).ShouldBe(
                (HttpStatusCode.OK, "text/html"),
                page
            );
        }

        (await _ops.ReadAsync($"/v1/answers?surveyId={survey}")).List("items").ShouldBeEmpty();
        (await _ops.ReadAsync($"/v1/surveys/{survey}/figures"))
            .List("figures")
            .Sum(figure => figure.Number("n"))
            .ShouldBe(0);
    }

    [Fact]
    public async Task The_same_address_in_composed_and_decomposed_unicode_is_one_person()
    {
        var (survey, account) = (await _ops.SurveyAsync(), await feedback.AccountAsync(csm: "carla"));
        var address = $"Zoë.{Guid.NewGuid():N}@example.com";
        foreach (
            var email in new[]
            {
                address.Normalize(System.Text.NormalizationForm.FormC),
                address.Normalize(System.Text.NormalizationForm.FormD).ToUpperInvariant(),
            }
        )
        {
            var id = Guid.NewGuid();
            await feedback.TellAsync(
                new ContactChanged(
                    account,
                    id,
                    1,
                    new ContactSnapshot("Zoë", email, null, null, null, [], [], null, "active", []),
                    [],
                    []
                )
            );
            await Eventually.HoldsAsync(
                () =>
                    feedback.Database.ScalarAsync<bool>(
                        "select exists (select from contact_copy where contact_id = @id)",
                        new { id }
                    ),
                "the contact is copied"
            );
        }

        var wave = await _ops.PostAsync(
            "/v1/waves",
            new
            {
                surveyId = survey,
                name = "One person",
                audience = new { accountIds = new[] { account } },
            }
        );
        wave.Number("invited").ShouldBe(1);
    }

    [Fact]
    public async Task Of_an_account_that_nobody_knows_no_answers_are_found()
    {
        (
            await _ops.SendJsonAsync(HttpMethod.Get, $"/v1/accounts/{Guid.NewGuid()}/answers").ProblemAsync()
        ).Status.ShouldBe(404);
        (
            await _ops.SendJsonAsync(HttpMethod.Get, $"/v1/advocates/{Guid.NewGuid()}/references").ProblemAsync()
        ).Status.ShouldBe(404);
        (
            await _ops.SendJsonAsync(HttpMethod.Get, $"/v1/boards/{Guid.NewGuid()}/sessions").ProblemAsync()
        ).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_personal_link_needs_no_log_in_and_records_one_answer_for_its_person()
    {
        var (survey, account, links, contact) = await InviteAsync();
        var (status, html) = await GetAsync(links[0]);
        status.ShouldBe(HttpStatusCode.OK);
        html.ShouldContain("How likely are you to recommend us?");
        html.ShouldNotContain("Account ");

        var sent = await SendAsync(links[0], ("score", "9"), ("comment", " <b>Great</b> "), ("wantsReply", "1"));
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await GetAsync(sent.Headers.Location!.OriginalString)).Html.ShouldContain("Your answer was recorded");

        var answer = await _ops.OnlyAsync($"/v1/answers?surveyId={survey}");
        (
            answer.Id("accountId"),
            answer.Id("contactId"),
            answer.Number("score"),
            answer.Text("comment"),
            answer.GetProperty("wantsReply").GetBoolean()
        ).ShouldBe((account, contact, 9, "<b>Great</b>", true));
        (await GetAsync(links[0])).Html.ShouldContain("&lt;b&gt;Great&lt;/b&gt;");
    }

    [Fact]
    public async Task Reading_the_page_records_nothing_and_a_missing_score_is_said_without_losing_the_words()
    {
        var (survey, _, links, _) = await InviteAsync();
        (await GetAsync(links[0] + "?score=9")).Html.ShouldContain("value=\"9\" checked");
        var answer = await SendAsync(links[0], ("comment", "My words"));
        var html = await answer.Content.ReadAsStringAsync();

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        html.ShouldContain("role=\"alert\"");
        html.ShouldContain("My words");
        (await SendAsync(links[0], ("score", "11"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await _visitor.PostAsync(links[0], new StringContent("{}"))).StatusCode.ShouldBe(
            HttpStatusCode.UnsupportedMediaType
        );
        (await _ops.ReadAsync($"/v1/answers?surveyId={survey}")).List("items").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tampered_link_opens_a_friendly_page_and_nothing_else()
    {
        var (survey, _, links, _) = await InviteAsync();
        var token = links[0]["/answer/".Length..];
        for (var i = 0; i < token.Length; i++)
        {
            var other = token[i] == 'A' ? 'B' : 'A';
            var (status, html) = await GetAsync($"/answer/{token[..i]}{other}{token[(i + 1)..]}");
            status.ShouldBe(HttpStatusCode.NotFound, $"character {i}");
            html.ShouldContain("This link does not work");
        }

        foreach (
            var made in new[]
            {
                token[..^1],
                token + "A",
                "x",
                new string('A', 64),
                Guid.NewGuid().ToString(),
                "..%2f..%2fv1%2fanswers",
            }
        )
        {
            (await GetAsync($"/answer/{made}")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await SendAsync($"/answer/{made}", ("score", "9"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await GetAsync($"/answer/{made}/thanks")).Status.ShouldBe(HttpStatusCode.NotFound);
        }

        (await _ops.ReadAsync($"/v1/answers?surveyId={survey}")).List("items").ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_persons_link_can_not_be_made_from_ones_own()
    {
        var (survey, _, links, _) = await InviteAsync();
        var (mine, theirs) = (links[0]["/answer/".Length..], links[1]["/answer/".Length..]);
        // What the link says in front, what proves it behind: theirs with my proof, and mine with theirs.
        for (var cut = 1; cut < 64; cut++)
        {
            if (theirs[..cut] + mine[cut..] is var mixed && mixed != mine && mixed != theirs)
                (await GetAsync($"/answer/{mixed}")).Status.ShouldBe(HttpStatusCode.NotFound, $"cut at {cut}");
        }

        await SendAsync(links[0], ("score", "9"));
        (await GetAsync(links[1])).Html.ShouldNotContain("You have answered already");
        (await _ops.ReadAsync($"/v1/answers?surveyId={survey}")).List("items").Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_expired_link_opens_a_friendly_page_and_takes_no_answer()
    {
        var (survey, _, links, _) = await InviteAsync();
        feedback.Clock.Advance(TimeSpan.FromDays(14).Add(TimeSpan.FromSeconds(1)));
        var (status, html) = await GetAsync(links[0]);
        status.ShouldBe(HttpStatusCode.Gone);
        html.ShouldContain("no longer open");
        (await SendAsync(links[0], ("score", "9"))).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (
            await _visitor
                .SendJsonAsync(HttpMethod.Post, $"/v1/answers/{links[0]["/answer/".Length..]}", new { score = 9 })
                .ProblemAsync()
        ).Type.ShouldBe("feedback/link-expired");
        (await _ops.ReadAsync($"/v1/answers?surveyId={survey}")).List("items").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_replayed_answer_is_recorded_once_may_be_corrected_for_seven_days_and_then_no_more()
    {
        var (survey, _, links, _) = await InviteAsync();
        var sent = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => SendAsync(links[0], ("score", "9"), ("comment", "Good")))
        );
        sent.ShouldAllBe(s => s.StatusCode == HttpStatusCode.SeeOther);
        (await _ops.OnlyAsync($"/v1/answers?surveyId={survey}")).Number("version").ShouldBe(1);

        feedback.Clock.Advance(TimeSpan.FromDays(6));
        (await GetAsync(links[0])).Html.ShouldContain("Correct my answer");
        (await SendAsync(links[0], ("score", "2"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var corrected = await _ops.OnlyAsync($"/v1/answers?surveyId={survey}");
        (
            corrected.Number("version"),
            corrected.Text("class"),
            corrected.Text("loopStatus"),
            corrected.Has("comment")
        ).ShouldBe((2, "detractor", "open", false));

        feedback.Clock.Advance(TimeSpan.FromDays(1).Add(TimeSpan.FromSeconds(1)));
        var (status, html) = await GetAsync(links[0]);
        (status, html.Contains("You have answered already", StringComparison.Ordinal)).ShouldBe(
            (HttpStatusCode.Gone, true)
        );
        (await SendAsync(links[0], ("score", "10"))).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await _ops.OnlyAsync($"/v1/answers?surveyId={survey}")).Number("score").ShouldBe(2);
    }

    [Fact]
    public async Task The_link_of_somebody_erased_or_of_a_cancelled_wave_opens_nothing()
    {
        var (_, account, links, contact) = await InviteAsync();
        await feedback.TellAsync(new ContactErasureRequested(account, Guid.NewGuid(), contact, []));
        await Eventually.HoldsAsync(
            async () => (await GetAsync(links[0])).Status == HttpStatusCode.NotFound,
            "the link is dead"
        );
        (await GetAsync(links[1])).Status.ShouldBe(HttpStatusCode.OK);
        var wave = await feedback.Database.ScalarAsync<Guid>(
            "select wave_id from invitation where account_id = @account limit 1",
            new { account }
        );
        await _ops.SendJsonAsync(HttpMethod.Post, $"/v1/waves/{wave}/cancellation", new { });
        (await GetAsync(links[1])).Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task With_a_link_nothing_else_is_reachable()
    {
        var (survey, account, _, _) = await InviteAsync();
        foreach (
            var path in new[]
            {
                "/v1/answers",
                $"/v1/surveys/{survey}/figures",
                $"/v1/accounts/{account}/answers",
                "/v1/loops",
                "/v1/waves",
            }
        )
            (await _visitor.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        var nobody = feedback.CreateClient();
        (await nobody.GetAsync("/answer/x")).StatusCode.ShouldBe(
            HttpStatusCode.Unauthorized,
            "the gateway alone lets links in"
        );
    }
}
