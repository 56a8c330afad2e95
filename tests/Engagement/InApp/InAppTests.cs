using System.Net;
using System.Text.Json;
using Platform.Contracts.Accounts;
using Platform.Contracts.Engagement;
using Platform.TestKit;

namespace Platform.Engagement.Tests.InApp;

/// <summary>Messages in the customer's product, at the API.</summary>
public sealed class InAppTests(EngagementUnderTest engagement) : IClassFixture<EngagementUnderTest>
{
    private readonly string _user = $"user-{Guid.NewGuid():N}";

    [Fact]
    public async Task At_most_one_message_interrupts_and_the_loser_has_a_reason()
    {
        var (product, account) = (await Product.RegisterAsync(engagement), await engagement.AccountAsync());
        var low = await product.MessageAsync("modal", priority: 10);
        var high = await product.MessageAsync("slideout", priority: 90);
        var banner = await product.MessageAsync("banner", priority: 5);
        var other = await product.MessageAsync("banner", priority: 1);

        var offered = await product.OpenAsync(account, _user);

        offered.Select(message => message.Id()).ShouldBe([high, banner, other], ignoreOrder: true);
        offered.Count(message => message.GetProperty("interrupting").GetBoolean()).ShouldBe(1);
        var reason = await product.Ops.ReadAsync($"/v1/messages/{low}/reason?accountId={account}&user={_user}");
        reason.Text("reason").ShouldBe("lost_to_priority");
        reason.Id("lostTo").ShouldBe(high);
        reason.Text("explanation").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_was_seen_once_is_not_offered_again_whatever_the_browser_forgot()
    {
        var (product, account) = (await Product.RegisterAsync(engagement), await engagement.AccountAsync());
        var message = await product.MessageAsync("modal");
        (await product.OfferedAsync(account, _user)).ShouldBe([message]);
        (await product.OfferedAsync(account, _user)).ShouldBe([message], "offered is not yet seen");

        await product.ReportAsync(account, _user, product.Event("seen", message));

        (await product.OfferedAsync(account, _user)).ShouldBeEmpty();
        (await product.ReasonAsync(message, account, _user)).ShouldBe("seen_before");
        (await product.OfferedAsync(account, "somebody else")).ShouldBe([message]);
        // Changing the message does not bring it back.
        var read = await product.Ops.ReadAsync($"/v1/messages/{message}");
        await product.Ops.PutAsync(
            $"/v1/messages/{message}",
            new { name = $"Renamed {message}", definition = read.GetProperty("definition") },
            $"\"{read.GetProperty("version").GetInt32()}\""
        );
        (await product.OfferedAsync(account, _user)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Impressions_count_exactly_once_and_are_told()
    {
        var (product, account) = (await Product.RegisterAsync(engagement), await engagement.AccountAsync());
        var contact = await engagement.ContactAsync(account, users: [_user]);
        var message = await product.MessageAsync();
        await product.OfferedAsync(account, _user);
        await product.OfferedAsync(account, "second user");
        var seen = product.Event("seen", message);
        var clicked = product.Event("clicked", message);

        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => product.ReportAsync(account, _user, seen, clicked, seen))
        );
        await product.ReportAsync(account, _user, product.Event("seen", message));

        var variant = (await product.Ops.ReadAsync($"/v1/messages/{message}/results"))
            .List("variants")
            .ShouldHaveSingleItem();
        (
            variant.Number("offered"),
            variant.Number("seen"),
            variant.Number("clicked"),
            variant.Number("completed"),
            variant.Number("dismissed")
        ).ShouldBe((2, 1, 1, 0, 0));
        var told = (await engagement.ToldAsync<MessageSeen>(account, 1)).ShouldHaveSingleItem();
        (told.MessageId, told.ContactId, told.UserId, told.Showing).ShouldBe((message, contact, _user, 1));
        var shown = await product.Ops.OnlyAsync($"/v1/contacts/{contact}/engagement");
        shown.Id("messageId").ShouldBe(message);
        shown.Has("seenAt").ShouldBeTrue();
        shown.Has("clickedAt").ShouldBeTrue();
        shown.Has("completedAt").ShouldBeFalse();
    }

    [Fact]
    public async Task No_user_reads_or_reports_on_anothers_messages_by_changing_an_id()
    {
        var (product, account) = (await Product.RegisterAsync(engagement), await engagement.AccountAsync());
        var other = await Product.RegisterAsync(engagement);
        var message = await product.MessageAsync();
        await product.OfferedAsync(account, _user);

        var answer = await product.ReportAsync(account, "stranger", product.Event("seen", message));
        (await other.OfferedAsync(account, _user)).ShouldBeEmpty();
        await other.ReportAsync(account, "stranger", product.Event("seen", message));

        answer.List("rejected").ShouldHaveSingleItem().Text("code").ShouldBe("not_offered");
        var variant = (await product.Ops.ReadAsync($"/v1/messages/{message}/results"))
            .List("variants")
            .ShouldHaveSingleItem();
        variant.Number("seen").ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_good_token_nothing_is_shown()
    {
        var (product, account) = (await Product.RegisterAsync(engagement), await engagement.AccountAsync());
        await product.MessageAsync();
        var foreign = await Product.RegisterAsync(engagement);
        var (head, rest) = (product.Token(account, _user).Split('.')[0], product.Token(account, "x").Split('.'));
        string?[] bad =
        [
            null,
            "",
            "nonsense",
            product.Token(account, _user, TimeSpan.FromMinutes(-5)),
            product.Token(account, _user, TimeSpan.FromHours(25)),
            product.Token(account, _user, secret: foreign.Secret),
            product.Token(account, _user, algorithm: "none"),
            product.Token(account, ""),
            $"{head}.{rest[1]}.",
            $"{product.Token(account, _user)[..^4]}AAAA",
        ];

        foreach (var token in bad)
        {
            var refused = await product.SendAsync("/sdk/v1/session", new { token, consent = true }).ProblemAsync();
            (refused.Status, refused.Type).ShouldBe((401, "sdk/token-invalid"), token);
            refused = await product
                .SendAsync(
                    "/sdk/v1/events",
                    new
                    {
                        token,
                        consent = true,
                        events = Array.Empty<object>(),
                    }
                )
                .ProblemAsync();
            refused.Status.ShouldBe(401, token);
        }

        (await product.OfferedAsync(account, _user)).Length.ShouldBe(1, "the good one works");
    }

    [Fact]
    public async Task A_secret_is_shown_once_and_rotated_with_overlap()
    {
        var (product, account) = (await Product.RegisterAsync(engagement), await engagement.AccountAsync());
        var message = await product.MessageAsync();
        var old = product.Token(account, _user, TimeSpan.FromHours(20));

        var rotated = await product.Ops.PostAsync(
            $"/v1/applications/{product.ApplicationId}/secrets",
            new { overlapDays = 1 }
        );
        var (before, beforeKid) = (product.Secret, product.Kid);
        (product.Kid, product.Secret) = (rotated.Id("kid"), rotated.Text("secret"));

        (await product.OfferedAsync(account, _user)).ShouldBe([message], "the new one signs");
        (await product.SendAsync("/sdk/v1/session", new { token = old, consent = true })).StatusCode.ShouldBe(
            HttpStatusCode.OK,
            "the old one still signs"
        );
        var listed = (await product.Ops.ReadAsync("/v1/applications")).ToString();
        listed.ShouldContain(product.Kid.ToString());
        listed.ShouldNotContain(product.Secret);
        listed.ShouldNotContain(before);

        await engagement.PassAsync(TimeSpan.FromHours(25));
        (product.Secret, product.Kid) = (before, beforeKid);
        (
            await product
                .SendAsync("/sdk/v1/session", new { token = product.Token(account, _user), consent = true })
                .ProblemAsync()
        ).Status.ShouldBe(401, "the overlap is over");
    }

    [Fact]
    public async Task Pages_of_the_applications_origins_may_ask_without_cookies()
    {
        var (product, account) = (await Product.RegisterAsync(engagement), await engagement.AccountAsync());
        var body = new { token = product.Token(account, _user), consent = true };

        var own = await product.SendAsync("/sdk/v1/session", body);
        var foreign = product.SendAsync("/sdk/v1/session", body, "https://evil.example");

        own.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([Product.Origin]);
        own.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
        own.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var refused = await foreign.ProblemAsync();
        (refused.Status, refused.Type).ShouldBe((403, "sdk/origin-not-allowed"));
        (await foreign).Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        // Also a refusal can be read by the page, which then fetches a fresh token.
        (await product.SendAsync("/sdk/v1/session", new { token = "old", consent = true }))
            .Headers.GetValues("Access-Control-Allow-Origin")
            .ShouldBe([Product.Origin]);
    }

    [Fact]
    public async Task Before_consent_nothing_is_offered_or_stored()
    {
        var (product, account) = (await Product.RegisterAsync(engagement), await engagement.AccountAsync());
        var message = await product.MessageAsync();

        (await product.OpenAsync(account, _user, consent: false)).ShouldBeEmpty();
        var refused = await product
            .SendAsync(
                "/sdk/v1/events",
                new
                {
                    token = product.Token(account, _user),
                    events = new[] { product.Event("use", with: new { feature = "export" }) },
                }
            )
            .ProblemAsync();

        (refused.Status, refused.Type).ShouldBe((403, "sdk/consent-missing"));
        product.Usage.Taken.Values.ShouldNotContain(taken => taken.User.UserId == _user);
        (
            await engagement.Database.ScalarAsync<bool>(
                "select exists (select from impression where message_id = @message)",
                new { message }
            )
        ).ShouldBeFalse();
    }

    [Fact]
    public async Task The_audience_goes_by_account_health_and_person()
    {
        var product = await Product.RegisterAsync(engagement);
        var (large, small) = (await engagement.AccountAsync(size: "enterprise"), await engagement.AccountAsync());
        await engagement.ContactAsync(large, roles: ["champion"], users: [_user]);
        var message = await product.MessageAsync(
            audience: "size = 'enterprise' and contact.role = 'champion' and not notice_given"
        );

        (await product.OfferedAsync(large, _user)).ShouldBe([message]);
        (await product.OfferedAsync(large, "no contact")).ShouldBeEmpty();
        (await product.OfferedAsync(small, _user)).ShouldBeEmpty();
        (await product.ReasonAsync(message, small, _user)).ShouldBe("not_in_audience");
        (await product.ReasonAsync(message, Guid.NewGuid(), _user)).ShouldBe("unknown_account");
        var preview = await product.Ops.PostAsync(
            $"/v1/messages/{message}/preview",
            new
            {
                accountId = large,
                user = _user,
                locale = "de-AT",
            }
        );
        preview.GetProperty("inAudience").GetBoolean().ShouldBeTrue();
        preview.GetProperty("message").Text("title").ShouldBe("Neu: Export");
        preview.GetProperty("message").Text("close").ShouldBe("Schließen");
        preview.Number("matching").ShouldBeGreaterThanOrEqualTo(1);
        var good = (await product.Ops.ReadAsync($"/v1/messages/{message}")).GetProperty("definition").GetRawText();
        var refused = await product
            .Ops.SendJsonAsync(
                HttpMethod.Post,
                "/v1/messages",
                new
                {
                    applicationId = product.ApplicationId,
                    name = "Bad rule",
                    definition = JsonSerializer.Deserialize<JsonElement>(
                        good.Replace("size =", "sice =", StringComparison.Ordinal)
                    ),
                }
            )
            .ProblemAsync();
        refused.Status.ShouldBe(400);
        refused.Detail.ShouldContain("There is no attribute");
        refused.Detail.ShouldContain("sice");
    }

    [Theory]
    [InlineData("/reports/*", "/reports/7/edit", true)]
    [InlineData("/reports/*", "/report", false)]
    [InlineData("*/edit", "/reports/7/edit", true)]
    [InlineData("/a*b*c", "/axxbxxc", true)]
    [InlineData("/a*b*c", "/ac", false)]
    [InlineData("/", "/reports", false)]
    [InlineData("/*/", "/", false)]
    public async Task A_message_is_for_its_pages(string pattern, string page, bool isOffered)
    {
        var (product, account) = (await Product.RegisterAsync(engagement), await engagement.AccountAsync());
        var message = await product.MessageAsync(with: new { trigger = new { on = "page", page = pattern } });

        (await product.OfferedAsync(account, _user, page)).Length.ShouldBe(isOffered ? 1 : 0);
        (await product.ReasonAsync(message, account, _user, page)).ShouldBe(isOffered ? "offered" : "other_page");
    }

    [Fact]
    public async Task A_message_has_a_beginning_and_an_end_and_rests_while_paused()
    {
        var (product, account) = (await Product.RegisterAsync(engagement), await engagement.AccountAsync());
        var now = engagement.Clock.GetUtcNow();
        var message = await product.MessageAsync(with: new { startsAt = now.AddHours(1), endsAt = now.AddHours(3) });
        var draft = await product.MessageAsync(live: false);

        (await product.ReasonAsync(message, account, _user)).ShouldBe("not_started");
        (await product.ReasonAsync(draft, account, _user)).ShouldBe("not_live");
        engagement.Clock.Advance(TimeSpan.FromHours(2));
        (await product.OfferedAsync(account, _user)).ShouldBe([message]);
        await product.Ops.PostAsync($"/v1/messages/{message}/pause", new { reason = "Typing error" });
        (await product.OfferedAsync(account, _user)).ShouldBeEmpty();
        var reason = await product.Ops.ReadAsync($"/v1/messages/{message}/reason?accountId={account}&user={_user}");
        reason.Text("explanation").ShouldContain("Typing error");
        await product.Ops.PostAsync($"/v1/messages/{message}/live", new { });
        (await product.OfferedAsync(account, _user)).ShouldBe([message]);
        engagement.Clock.Advance(TimeSpan.FromHours(2));
        (await product.ReasonAsync(message, account, _user)).ShouldBe("ended");
    }

    [Fact]
    public async Task A_snoozed_message_comes_again_and_counts_as_another_showing()
    {
        var (product, account) = (await Product.RegisterAsync(engagement), await engagement.AccountAsync());
        var message = await product.MessageAsync("modal");
        await product.OfferedAsync(account, _user);
        await product.ReportAsync(account, _user, product.Event("snoozed", message, with: new { days = 2 }));

        (await product.ReasonAsync(message, account, _user)).ShouldBe("snoozed");
        engagement.Clock.Advance(TimeSpan.FromDays(2.1));
        var again = (await product.OpenAsync(account, _user)).ShouldHaveSingleItem();
        again.Number("showing").ShouldBe(2);
        await product.ReportAsync(account, _user, product.Event("dismissed", message, with: new { showing = 2 }));
        (await product.ReasonAsync(message, account, _user)).ShouldBe("dismissed");
        var variant = (await product.Ops.ReadAsync($"/v1/messages/{message}/results"))
            .List("variants")
            .ShouldHaveSingleItem();
        (variant.Number("seen"), variant.Number("snoozed"), variant.Number("dismissed")).ShouldBe((2, 1, 1));
    }

    [Fact]
    public async Task A_checklist_ticks_itself_off_by_use_and_goals_are_reached()
    {
        var (product, account) = (await Product.RegisterAsync(engagement), await engagement.AccountAsync());
        var list = await product.MessageAsync("checklist");
        var banner = await product.MessageAsync(with: new { goal = new { feature = "export", withinDays = 3 } });
        await product.OfferedAsync(account, _user);
        await product.ReportAsync(account, _user, product.Event("seen", list), product.Event("seen", banner));

        engagement.Clock.Advance(TimeSpan.FromHours(1));
        await product.ReportAsync(account, _user, product.Event("use", with: new { feature = "export" }));
        var half = (await product.OpenAsync(account, _user)).ShouldHaveSingleItem();
        half.List("items").Select(item => item.GetProperty("done").GetBoolean()).ShouldBe([true, false]);
        await product.ReportAsync(account, _user, product.Event("use", with: new { feature = "invite" }));

        (await product.OfferedAsync(account, _user)).ShouldBeEmpty();
        (await product.ReasonAsync(list, account, _user)).ShouldBe("completed");
        (await product.Ops.ReadAsync($"/v1/messages/{banner}/results"))
            .List("variants")
            .ShouldHaveSingleItem()
            .Number("goalReached")
            .ShouldBe(1);
    }

    [Fact]
    public async Task Usage_goes_to_health_scoring_under_its_own_ids_and_comes_again_where_it_was_away()
    {
        var (product, external) = (await Product.RegisterAsync(engagement), Guid.NewGuid().ToString("N"));
        await engagement.AccountAsync(externalId: external);
        var used = product.Event(
            "use",
            with: new
            {
                id = $"src-{external}",
                feature = "export",
                quantity = 3,
            }
        );
        product.Usage.IsAway = true;
        try
        {
            var refused = await product
                .SendAsync(
                    "/sdk/v1/events",
                    new
                    {
                        token = product.Token($"crm:{external}", _user),
                        consent = true,
                        events = new[] { used },
                    }
                )
                .ProblemAsync();
            (refused.Status, refused.Type).ShouldBe((503, "sdk/usage-not-taken"));
        }
        finally
        {
            product.Usage.IsAway = false;
        }

        await product.ReportAsync($"crm:{external}", _user, used);
        await product.ReportAsync($"crm:{external}", _user, used);

        var (user, one) = product.Usage.Taken[$"src-{external}"];
        (user.AccountName, user.UserId, one.Feature, one.Quantity).ShouldBe(($"crm:{external}", _user, "export", 3));
    }

    [Fact]
    public async Task A_message_whose_anchor_is_missing_too_often_pauses_itself_and_tells_its_author()
    {
        var (product, account) = (await Product.RegisterAsync(engagement), await engagement.AccountAsync());
        using var heard = await engagement.ListenToAsync<MessagePaused>();
        var message = await product.MessageAsync("tooltip", with: new { anchor = "export" });
        await product.OfferedAsync(account, _user);
        object[] Checks(int found, int missing) =>
            [
                .. Enumerable
                    .Range(0, found + missing)
                    .Select(i => product.Event("anchor", message, with: new { found = i < found })),
            ];

        var first = Checks(found: 40, missing: 10);
        await product.ReportAsync(account, _user, first);
        await product.ReportAsync(account, _user, first);
        (await product.OfferedAsync(account, _user)).ShouldBe([message], "20 % is not over 20 %, and ids count once");
        await product.ReportAsync(account, _user, Checks(found: 0, missing: 1));

        (await product.ReasonAsync(message, account, _user)).ShouldBe("not_live");
        var paused = await product.Ops.ReadAsync($"/v1/messages/{message}");
        (paused.Text("status"), paused.Text("pausedReason")).ShouldBe(
            ("paused", "Its anchor was missing on 11 of 51 page views.")
        );
        var told = await heard.FirstAsync(paused => paused.MessageId == message);
        told.Author.ShouldBe("olga");
        // Live again, it is judged anew.
        engagement.Clock.Advance(TimeSpan.FromSeconds(1));
        await product.Ops.PostAsync($"/v1/messages/{message}/live", new { });
        await product.ReportAsync(account, _user, Checks(found: 1, missing: 0));
        (await product.OfferedAsync(account, _user)).ShouldBe(
            [message],
            await product.ReasonAsync(message, account, _user)
        );
    }

    [Fact]
    public async Task What_interrupts_takes_a_place_in_the_persons_contact_budget()
    {
        // A Tuesday at ten, so that it is nobody's quiet hour.
        var now = engagement.Clock.GetUtcNow();
        var days = ((int)DayOfWeek.Tuesday - (int)now.DayOfWeek + 7) % 7;
        engagement.Clock.Advance(now.Date.AddDays(days == 0 ? 7 : days).AddHours(10) - now.UtcDateTime);
        var (product, account) = (await Product.RegisterAsync(engagement), await engagement.AccountAsync());
        await engagement.ContactAsync(account, users: [_user]);
        var messages = new List<Guid>();
        foreach (var priority in new[] { 90, 80, 70 })
            messages.Add(await product.MessageAsync("modal", priority: priority));
        var banner = await product.MessageAsync("banner");
        foreach (var message in messages.Take(2))
        {
            (await product.OfferedAsync(account, _user)).ShouldContain(message);
            await product.ReportAsync(account, _user, product.Event("seen", message));
        }

        // Two in seven days is what the policy allows; what does not interrupt comes all the same.
        (await product.OfferedAsync(account, _user)).ShouldBe([banner]);
        (await product.ReasonAsync(messages[2], account, _user)).ShouldBe("contact_budget");
        (await product.OfferedAsync(account, "somebody unknown")).ShouldContain(messages[0]);

        engagement.Clock.Advance(TimeSpan.FromDays(8));
        (await product.OfferedAsync(account, _user)).ShouldContain(messages[2]);
        (await product.ReasonAsync(messages[2], account, _user)).ShouldBe("offered");
    }

    [Fact]
    public async Task What_a_duplicate_account_was_shown_counts_after_the_merge()
    {
        var product = await Product.RegisterAsync(engagement);
        var (kept, duplicate) = (await engagement.AccountAsync(), await engagement.AccountAsync());
        var message = await product.MessageAsync("modal");
        await product.OfferedAsync(duplicate, _user);
        await product.ReportAsync(duplicate, _user, product.Event("seen", message));
        var snapshot = new AccountSnapshot(
            "Duplicate",
            null,
            null,
            null,
            null,
            null,
            "established",
            null,
            "smb",
            "high_touch",
            "p2",
            [],
            new Dictionary<string, JsonElement>(),
            new Dictionary<string, string>(),
            kept
        );
        await engagement.TellAsync(new AccountChanged(duplicate, 2, snapshot, []));
        await Eventually.HoldsAsync(
            () =>
                engagement.Database.ScalarAsync<bool>(
                    "select merged_into is not null from account_copy where account_id = @duplicate",
                    new { duplicate }
                ),
            "the merge is known"
        );

        (await product.OfferedAsync(kept, _user)).ShouldBeEmpty();
        (await product.OfferedAsync(duplicate, _user)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("definition.kind", "\"kind\":\"banner\"", "\"kind\":\"popup\"")]
    [InlineData("definition.trigger.event", "\"on\":\"page\"", "\"on\":\"event\"")]
    [InlineData("definition.anchor", "\"kind\":\"banner\"", "\"kind\":\"tooltip\"")]
    [InlineData("definition.variants[0].texts", "\"en\":", "\"fr\":")]
    [InlineData("buttons[0].url", "\"action\":\"complete\"", "\"action\":\"link\",\"url\":\"javascript:alert(1)\"")]
    public async Task A_bad_definition_is_refused_with_its_field(string field, string good, string bad)
    {
        var product = await Product.RegisterAsync(engagement);
        var message = await product.Ops.ReadAsync($"/v1/messages/{await product.MessageAsync(live: false)}");
        var text = message.GetProperty("definition").GetRawText();
        text.ShouldContain(good);

        var refused = await product
            .Ops.SendJsonAsync(
                HttpMethod.Post,
                "/v1/messages",
                new
                {
                    applicationId = product.ApplicationId,
                    name = "Bad",
                    definition = JsonSerializer.Deserialize<JsonElement>(
                        text.Replace(good, bad, StringComparison.Ordinal)
                    ),
                }
            )
            .ProblemAsync();

        (refused.Status, refused.Type).ShouldBe((400, "validation"));
        refused.Detail.ShouldContain(field);
    }

    [Fact]
    public async Task Managers_and_operations_author_and_others_read()
    {
        var product = await Product.RegisterAsync(engagement);
        var message = await product.MessageAsync(live: false);
        var csm = engagement.ClientFor("csm", "carla");

        (await csm.SendJsonAsync(HttpMethod.Get, $"/v1/messages/{message}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await csm.SendJsonAsync(HttpMethod.Post, $"/v1/messages/{message}/live", new { })).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (
            await engagement
                .ClientFor("manager", "mia")
                .SendJsonAsync(HttpMethod.Post, $"/v1/messages/{message}/live", new { })
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await csm.SendJsonAsync(HttpMethod.Get, "/v1/applications")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
