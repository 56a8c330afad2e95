using System.Text.Json;
using Platform.Contracts.Accounts;
using Platform.Contracts.SuccessPlans;
using Platform.TestKit;

namespace Platform.Feedback.Tests.Waves;

public sealed class WaveTests(FeedbackUnderTest feedback) : IClassFixture<FeedbackUnderTest>
{
    private readonly HttpClient _ops = feedback.ClientFor("ops", "olga");

    private Task<JsonElement> WaveAsync(
        Guid survey,
        object audience,
        string channel = "email",
        DateTimeOffset? startsAt = null,
        int? repeatDays = null
    ) =>
        _ops.PostAsync(
            "/v1/waves",
            new
            {
                surveyId = survey,
                name = "Wave",
                channel,
                audience,
                startsAt,
                repeatDays,
            }
        );

    [Fact]
    public async Task The_audience_is_chosen_by_segment_and_role()
    {
        var survey = await _ops.SurveyAsync();
        var (small, large, churned) = (
            await feedback.AccountAsync(),
            await feedback.AccountAsync(size: "enterprise"),
            await feedback.AccountAsync(size: "enterprise")
        );
        foreach (var account in new[] { small, large, churned })
            await feedback.ContactAsync(account, roles: ["champion"]);
        await feedback.ContactAsync(large, roles: ["end_user"]);
        await feedback.TellAsync(
            new SegmentEntered(small, Guid.NewGuid(), "pilot"),
            new AccountChanged(
                churned,
                2,
                new AccountSnapshot(
                    "Gone",
                    null,
                    null,
                    null,
                    null,
                    null,
                    "churned",
                    null,
                    "enterprise",
                    null,
                    null,
                    [],
                    new Dictionary<string, JsonElement>(),
                    new Dictionary<string, string>()
                ),
                ["lifecycle"]
            )
        );
        await Eventually.HoldsAsync(
            () =>
                feedback.Database.ScalarAsync<bool>(
                    "select exists (select from account_segment where account_id = @small) and exists (select "
                        + "from account_copy where account_id = @churned and lifecycle = 'churned')",
                    new { small, churned }
                ),
            "both are known"
        );
        var mine = new[] { small, large, churned };

        var preview = await _ops.PostAsync(
            "/v1/waves/previews",
            new { audience = new { accountIds = mine, roles = new[] { "champion" } } }
        );
        (preview.Number("matching"), preview.Number("wouldBeAsked"), preview.Number("askAgainAfterDays")).ShouldBe(
            (2, 2, 90)
        );
        (
            await WaveAsync(
                survey,
                new
                {
                    accountIds = mine,
                    sizes = new[] { "enterprise" },
                    roles = new[] { "champion" },
                }
            )
        ).Number("invited").ShouldBe(1);
        (await WaveAsync(survey, new { accountIds = mine, segments = new[] { "pilot" } }))
            .Number("invited")
            .ShouldBe(1);
        var rest = await WaveAsync(survey, new { accountIds = mine });
        (rest.Number("matching"), rest.Number("invited"), rest.Number("leftOut")).ShouldBe((3, 1, 2));
    }

    [Fact]
    public async Task Nobody_is_asked_twice_in_90_days_by_whichever_survey()
    {
        var (account, other) = (await feedback.AccountAsync(), await feedback.AccountAsync());
        var email = $"{Guid.NewGuid():N}@example.com";
        await feedback.ContactAsync(account, email: email);
        await feedback.ContactAsync(other, email: email.ToUpperInvariant()); // The same person at another account.
        async Task<decimal> AskAsync(Guid whom) =>
            (await WaveAsync(await _ops.SurveyAsync("csat"), new { accountIds = new[] { whom } })).Number("invited");

        (await AskAsync(account)).ShouldBe(1);
        (await AskAsync(account)).ShouldBe(0);
        (await AskAsync(other)).ShouldBe(0);
        feedback.Clock.Advance(TimeSpan.FromDays(89));
        (await AskAsync(account)).ShouldBe(0);
        feedback.Clock.Advance(TimeSpan.FromDays(1));
        (await AskAsync(other)).ShouldBe(1);
    }

    [Fact]
    public async Task One_mailbox_in_several_spellings_is_asked_once_and_a_plus_address_is_another()
    {
        var (one, two) = (await feedback.AccountAsync(), await feedback.AccountAsync());
        var host = $"{Guid.NewGuid():N}.example";
        await feedback.ContactAsync(one, email: $"Ana@{host}");
        await feedback.ContactAsync(two, email: $"ana@{host}");
        await feedback.ContactAsync(one, email: $"ana+news@{host}");
        await feedback.ContactAsync(two, email: $"jos\u00e9@{host}");
        await feedback.ContactAsync(one, email: $"jose\u0301@{host}");

        var wave = await WaveAsync(await _ops.SurveyAsync(), new { accountIds = new[] { one, two } });

        wave.Number("invited").ShouldBe(3);
    }

    [Fact]
    public async Task Two_waves_that_start_at_the_same_moment_never_ask_one_person_twice()
    {
        var account = await feedback.AccountAsync();
        await feedback.Database.ExecuteAsync(
            """
            insert into contact_copy (contact_id, account_id, name, email, roles, product_user_ids, status, version)
            select gen_random_uuid(), @account, 'P' || i, @account || '-' || i || '@example.com', '{end_user}', '{}',
                'active', 1 from generate_series(1, 500) i
            """,
            new { account }
        );
        var surveys = new List<Guid>();
        for (var i = 0; i < 4; i++)
            surveys.Add(await _ops.SurveyAsync());

        var waves = await Task.WhenAll(
            surveys.Select(survey => WaveAsync(survey, new { accountIds = new[] { account } }))
        );

        waves.Sum(w => w.Number("invited")).ShouldBe(500);
        (
            await feedback.Database.ScalarAsync<int>(
                "select max(n)::int from (select count(*) as n from invitation where account_id = @account group "
                    + "by contact_id) t",
                new { account }
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task A_recurring_wave_asks_again_when_its_time_comes_and_a_cancelled_one_does_not()
    {
        var (survey, account) = (await _ops.SurveyAsync(), await feedback.AccountAsync());
        await feedback.ContactAsync(account);
        var first = await WaveAsync(
            survey,
            new { accountIds = new[] { account } },
            startsAt: feedback.Clock.GetUtcNow().AddDays(1),
            repeatDays: 91
        );
        first.Text("status").ShouldBe("scheduled");
        await feedback.PassAsync(TimeSpan.FromDays(1));
        (await _ops.ReadAsync($"/v1/waves?surveyId={survey}"))
            .List("items")
            .Select(w => (w.Number("run"), w.Text("status")))
            .ShouldBe([(1, "open"), (2, "scheduled")]);

        await feedback.PassAsync(TimeSpan.FromDays(91));
        var waves = (await _ops.ReadAsync($"/v1/waves?surveyId={survey}")).List("items");
        waves
            .Select(w => (w.Number("run"), w.Text("status"), w.Has("invited") ? w.Number("invited") : 0))
            .ShouldBe([(1, "closed", 1), (2, "open", 1), (3, "scheduled", 0)]);
        (
            await _ops.SendJsonAsync(HttpMethod.Post, $"/v1/waves/{waves[1].Id()}/cancellation", new { })
        ).EnsureSuccessStatusCode();
        (await _ops.ReadAsync($"/v1/waves?surveyId={survey}"))
            .List("items")
            .Select(w => w.Text("status"))
            .ShouldBe(["closed", "cancelled", "cancelled"]);
    }

    [Fact]
    public async Task Whoever_sends_the_e_mail_works_off_a_list_and_confirms()
    {
        var (survey, account) = (await _ops.SurveyAsync(), await feedback.AccountAsync());
        for (var i = 0; i < 3; i++)
            await feedback.ContactAsync(account, $"P{i}");
        var wave = (await WaveAsync(survey, new { accountIds = new[] { account } })).Id();
        var list = (await _ops.ReadAsync($"/v1/waves/{wave}/invitations?delivered=false")).List("items");
        list.Count.ShouldBe(3);
        list[0].Text("email").ShouldContain("@example.com");
        list[0].Text("link").ShouldStartWith("/answer/");

        (await _ops.PostAsync($"/v1/waves/{wave}/deliveries", new { ids = list.Take(2).Select(i => i.Id()) }))
            .Number("confirmed")
            .ShouldBe(2);
        (await _ops.OnlyAsync($"/v1/waves/{wave}/invitations?delivered=false")).Id().ShouldBe(list[2].Id());
        (await _ops.ReadAsync($"/v1/waves/{wave}")).Number("delivered").ShouldBe(2);
        foreach (
            var reader in new[]
            {
                feedback.ClientFor("executive"),
                feedback.ClientFor("csm", "carla"),
                feedback.ClientFor("partner", "key:1", "feedback:read"),
            }
        )
            (
                await reader.SendJsonAsync(HttpMethod.Get, $"/v1/waves/{wave}/invitations").ProblemAsync()
            ).Status.ShouldBe(403);
    }

    [Fact]
    public async Task The_product_asks_its_user_in_app_and_answers_with_the_token()
    {
        var (survey, account) = (await _ops.SurveyAsync("ces"), await feedback.AccountAsync());
        var contact = await feedback.ContactAsync(account, users: ["u-17"]);
        await feedback.ContactAsync(account); // No user of the product: nobody to ask in it.
        (await WaveAsync(survey, new { accountIds = new[] { account } }, channel: "in_app"))
            .Number("invited")
            .ShouldBe(1);
        var product = feedback.ClientFor("partner", "key:app", "feedback:write");

        var question = (await product.PostAsync($"/v1/waves/in-app-questions?accountId={account}&user=u-17", new { }))
            .List("items")
            .ShouldHaveSingleItem();
        (question.Text("type"), question.Number("scaleTo")).ShouldBe(("ces", 7));
        var path = $"/v1/answers/{question.Text("token")}";
        var visitor = feedback.Visitor();
        (await visitor.ReadAsync(path)).GetProperty("answered").GetBoolean().ShouldBeFalse();
        (await visitor.SendJsonAsync(HttpMethod.Post, path, new { score = 9 }).ProblemAsync()).Detail.ShouldContain(
            "from 1 to 7"
        );
        (
            await visitor.SendJsonAsync(HttpMethod.Post, path, new { score = 6, comment = "Easy" })
        ).EnsureSuccessStatusCode();

        var answer = await _ops.OnlyAsync($"/v1/answers?surveyId={survey}");
        (answer.Id("contactId"), answer.Text("channel"), answer.Number("score")).ShouldBe((contact, "in_app", 6));
        (await product.PostAsync($"/v1/waves/in-app-questions?accountId={account}&user=u-17", new { }))
            .List("items")
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task Onboarding_completed_sends_the_exit_survey_once()
    {
        var account = await feedback.AccountAsync();
        var champion = await feedback.ContactAsync(account, roles: ["champion"]);
        await feedback.ContactAsync(account, roles: ["end_user"]);
        var completed = new OnboardingCompleted(account, Guid.NewGuid(), feedback.Today, 60);
        await feedback.TellAsync(completed, completed);

        await Eventually.HoldsAsync(
            () =>
                feedback.Database.ScalarAsync<bool>(
                    "select exists (select from invitation where account_id = @account)",
                    new { account }
                ),
            "somebody is invited"
        );
        var wave = await feedback.Database.ScalarAsync<Guid>(
            "select wave_id from invitation where account_id = @account and contact_id = @champion",
            new { account, champion }
        );
        var read = await _ops.ReadAsync($"/v1/waves/{wave}");
        (read.Text("survey"), read.Number("invited"), read.Text("channel")).ShouldBe(("Onboarding exit", 1, "email"));
        (
            await feedback.Database.ScalarAsync<int>(
                "select count(*)::int from invitation where account_id = @account",
                new { account }
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task A_wave_concerns_all_customers_and_is_not_for_those_who_look_after_some()
    {
        var survey = await _ops.SurveyAsync();
        var body = new
        {
            surveyId = survey,
            name = "Mine",
            audience = new { },
        };
        foreach (
            var who in new[]
            {
                feedback.ClientFor("csm", "carla"),
                feedback.ClientFor("executive"),
                feedback.ClientFor("partner", "key:1", "feedback:read"),
            }
        )
            (await who.SendJsonAsync(HttpMethod.Post, "/v1/waves", body).ProblemAsync()).Status.ShouldBe(403);
        (
            await _ops.SendJsonAsync(HttpMethod.Post, $"/v1/surveys/{survey}/retirement", new { })
        ).EnsureSuccessStatusCode();
        (await _ops.SendJsonAsync(HttpMethod.Post, "/v1/waves", body).ProblemAsync()).Type.ShouldBe(
            "feedback/survey-retired"
        );
    }
}
