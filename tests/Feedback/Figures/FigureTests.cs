using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.TestKit;

namespace Platform.Feedback.Tests.Figures;

public sealed class FigureTests(FeedbackUnderTest feedback)
{
    private readonly HttpClient _ops = feedback.ClientFor("ops", "olga");

    private async Task<JsonElement> OneAsync(Guid survey, string query = "") =>
        (await _ops.ReadAsync($"/v1/surveys/{survey}/figures{query}")).List("figures").ShouldHaveSingleItem();

    private async Task AnswerAllAsync(Guid survey, Guid account, params int[] scores)
    {
        foreach (var score in scores)
            await _ops.AnswerAsync(survey, account, score);
    }

    [Fact]
    public async Task Nps_is_promoters_less_detractors_in_percent_with_the_normal_interval()
    {
        var survey = await _ops.SurveyAsync();
        await AnswerAllAsync(survey, await feedback.AccountAsync(), 10, 9, 9, 8, 7, 6, 0, 10);
        var figure = await OneAsync(survey);
        // p = 4/8, d = 2/8: NPS 25, variance 0.75 − 0.0625 = 0.6875, error 100·√(0.6875/8) = 29.315.
        (
            figure.Number("value"),
            figure.Number("n"),
            figure.Number("promoters"),
            figure.Number("passives"),
            figure.Number("detractors")
        ).ShouldBe((25, 8, 4, 2, 2));
        (figure.Number("low"), figure.Number("high"), figure.Text("interval")).ShouldBe((-32.46m, 82.46m, "normal"));
        figure.Has("responseRate").ShouldBeFalse();
    }

    [Fact]
    public async Task Csat_is_the_share_of_the_top_two_of_five_with_wilsons_interval()
    {
        var survey = await _ops.SurveyAsync("csat");
        await AnswerAllAsync(survey, await feedback.AccountAsync(), 5, 4, 4, 3, 1, 5, 4, 2, 5, 4);
        var figure = await OneAsync(survey);
        // 7 of 10; Wilson's interval for it is 39.68–89.22 % (Brown, Cai and DasGupta's formula by hand).
        (
            figure.Number("value"),
            figure.Number("satisfied"),
            figure.Number("low"),
            figure.Number("high"),
            figure.Text("interval")
        ).ShouldBe((70, 7, 39.68m, 89.22m, "wilson"));
    }

    [Fact]
    public async Task Ces_is_the_mean_with_students_interval()
    {
        var survey = await _ops.SurveyAsync("ces");
        await AnswerAllAsync(survey, await feedback.AccountAsync(), 5, 6, 7, 4);
        var figure = await OneAsync(survey);
        // Mean 5.5, s = 1.29099, t(3) = 3.18245: ± 2.0543.
        (figure.Number("value"), figure.Number("low"), figure.Number("high"), figure.Text("interval")).ShouldBe(
            (5.5m, 3.45m, 7.55m, "t")
        );
    }

    [Fact]
    public async Task Figures_are_shown_by_size_role_and_product_as_they_were_when_answered()
    {
        var survey = await _ops.SurveyAsync("nps", new { product = "Suite" });
        var (small, large) = (await feedback.AccountAsync(), await feedback.AccountAsync(size: "enterprise"));
        var champion = await feedback.ContactAsync(large, roles: ["champion", "admin"]);
        await _ops.AnswerAsync(survey, large, 10, contact: champion);
        await _ops.AnswerAsync(survey, small, 0);
        await _ops.PostAsync(
            $"/v1/surveys/{survey}/answers",
            new
            {
                accountId = small,
                score = 8,
                product = "Mobile",
            }
        );

        async Task<List<(string, decimal, decimal)>> ByAsync(string by) =>
            [
                .. (await _ops.ReadAsync($"/v1/surveys/{survey}/figures?by={by}"))
                    .List("figures")
                    .Select(f => (f.Text("group"), f.Number("n"), f.Number("value"))),
            ];
        (await ByAsync("size")).ShouldBe([("enterprise", 1, 100), ("smb", 2, -50)]);
        (await ByAsync("role")).ShouldBe([("admin", 1, 100), ("champion", 1, 100), ("unknown", 2, -50)]);
        (await ByAsync("product")).ShouldBe([("Mobile", 1, 0), ("Suite", 2, 0)]);
        (await OneAsync(survey, "?role=champion")).Number("value").ShouldBe(100);
        (await OneAsync(survey, "?size=smb")).Number("n").ShouldBe(2);
        (await _ops.ReadAsync($"/v1/surveys/{survey}/figures?segment=smb")).List("figures").ShouldBeEmpty();
        (
            await _ops.SendJsonAsync(HttpMethod.Get, $"/v1/surveys/{survey}/figures?by=mood").ProblemAsync()
        ).Detail.ShouldContain("size");
    }

    [Fact]
    public async Task Revenue_is_shown_by_promoter_passive_and_detractor_and_adds_up()
    {
        var survey = await _ops.SurveyAsync();
        var (split, sour) = (await feedback.AccountAsync(), await feedback.AccountAsync());
        foreach (var (account, arr) in new[] { (split, 9_000m), (sour, 1_000m) })
            await feedback.TellAsync(
                new SubscriptionChanged(
                    account,
                    1,
                    [],
                    new Money(arr / 12, "EUR"),
                    new Money(arr, "EUR"),
                    5,
                    null,
                    null
                )
            );
        await Eventually.HoldsAsync(
            () =>
                feedback.Database.ScalarAsync<bool>(
                    "select count(*) = 2 from account_revenue where account_id in (@split, @sour)",
                    new { split, sour }
                ),
            "both are worth something"
        );
        var person = await feedback.ContactAsync(split);
        await _ops.AnswerAsync(survey, split, 1, contact: person);
        feedback.Clock.Advance(TimeSpan.FromSeconds(1));
        await _ops.AnswerAsync(survey, split, 10, contact: person); // Thinks better of us now.
        await _ops.AnswerAsync(survey, split, 9);
        await _ops.AnswerAsync(survey, split, 7);
        await _ops.AnswerAsync(survey, sour, 3);

        var revenue = (await _ops.ReadAsync($"/v1/surveys/{survey}/revenue"))
            .EnumerateArray()
            .Select(r =>
                (r.Text("class"), r.Number("people"), r.GetProperty("arr").Text("amount"), r.Number("shareOfArr"))
            )
            .ToList();
        revenue.ShouldBe([
            ("promoter", 2, "6000.00", 0.6m),
            ("passive", 1, "3000.00", 0.3m),
            ("detractor", 1, "1000.00", 0.1m),
        ]);
    }

    [Fact]
    public async Task Wave_against_wave_says_whether_a_change_is_more_than_noise()
    {
        var survey = await _ops.SurveyAsync();
        var account = await feedback.AccountAsync();
        await WaveAsync(survey, account, 40, i => i % 2 == 0 ? 9 : 5);
        await WaveAsync(survey, account, 40, i => i % 20 == 0 ? 5 : 9);
        await WaveAsync(survey, account, 40, i => i % 10 == 0 ? 5 : 9);

        var figures = (await _ops.ReadAsync($"/v1/surveys/{survey}/figures?by=wave")).List("figures");
        figures
            .Select(f => (f.Number("value"), f.Number("invited"), f.Number("responses"), f.Number("responseRate")))
            .ShouldBe([(0, 50, 40, 0.8m), (90, 50, 40, 0.8m), (80, 50, 40, 0.8m)]);
        figures[0].Has("change").ShouldBeFalse();
        var changes = figures.Skip(1).Select(f => f.GetProperty("change")).ToList();
        changes
            .Select(c => (c.Number("difference"), c.GetProperty("moreThanNoise").GetBoolean()))
            .ShouldBe([(90, true), (-10, false)]);
        changes[0].Text("since").ShouldBe(figures[0].Text("group"));
    }

    /// <summary>Fifty new people are asked, some answer.</summary>
    private async Task WaveAsync(Guid survey, Guid account, int answers, Func<int, int> score)
    {
        await feedback.Database.ExecuteAsync(
            """
            insert into contact_copy (contact_id, account_id, name, email, roles, product_user_ids, status, version)
            select gen_random_uuid(), @account, 'P', gen_random_uuid() || '@example.com', '{end_user}', '{}', 'active',
                1 from generate_series(1, 50)
            """,
            new { account }
        );
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
        var links = (await _ops.ReadAsync($"/v1/waves/{wave}/invitations")).List("items");
        var visitor = feedback.Visitor();
        for (var i = 0; i < answers; i++)
            (
                await visitor.SendJsonAsync(
                    HttpMethod.Post,
                    links[i].Text("link").Replace("/answer/", "/v1/answers/", StringComparison.Ordinal),
                    new { score = score(i) }
                )
            ).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Themes_are_the_words_that_tell_the_unhappy_from_the_happy()
    {
        var (survey, account) = (await _ops.SurveyAsync(), await feedback.AccountAsync());
        foreach (
            var words in new[]
            {
                "The nightly import is slow",
                "Slow import again",
                "Import slow, support fine",
                "Billing was wrong",
            }
        )
            await _ops.AnswerAsync(survey, account, 2, words);
        foreach (
            var words in new[]
            {
                "Support is great",
                "Great dashboards and support",
                "Great team, support answers fast",
                "The import works",
            }
        )
            await _ops.AnswerAsync(survey, account, 10, words);

        var themes = await _ops.ReadAsync($"/v1/surveys/{survey}/themes?most=3");
        (themes.Number("unhappyComments"), themes.Number("happyComments")).ShouldBe((4, 4));
        var found = themes
            .List("themes")
            .Select(t => (t.Text("word"), t.Number("unhappy"), t.Number("happy")))
            .ToList();
        found[0].ShouldBe(("slow", 3, 0));
        found.ShouldContain(("great", 0, 3));
        themes.Text("how").ShouldContain("log-odds");
    }
}
