using System.Net;
using Platform.Contracts.Feedback;

namespace Platform.Feedback.Tests.Answers;

public sealed class SurveyAndAnswerTests(FeedbackUnderTest feedback)
{
    private readonly HttpClient _ops = feedback.ClientFor("ops", "olga");

    [Fact]
    public async Task Csat_keeps_its_scale_and_method_with_the_survey()
    {
        var plain = await _ops.ReadAsync($"/v1/surveys/{await _ops.SurveyAsync("csat")}");
        (
            plain.Number("scaleTo"),
            plain.Text("method"),
            plain.Number("topBoxes"),
            plain.Number("loopAtOrBelow")
        ).ShouldBe((5, "top_boxes", 2, 2));

        var wide = await _ops.ReadAsync(
            $"/v1/surveys/{await _ops.SurveyAsync("csat", new { scaleTo = 10, topBoxes = 3 })}"
        );
        (wide.Number("scaleTo"), wide.Number("topBoxes"), wide.Number("loopAtOrBelow")).ShouldBe((10, 3, 4));

        var refused = await _ops.SendJsonAsync(
                HttpMethod.Post,
                "/v1/surveys",
                new
                {
                    name = "Bad",
                    type = "csat",
                    question = "?",
                    scaleTo = 11,
                    topBoxes = 11,
                }
            )
            .ProblemAsync();
        (refused.Status, refused.Type).ShouldBe((400, "validation"));
        refused.Detail.ShouldContain("scaleTo");
        refused.Detail.ShouldContain("topBoxes");
    }

    [Fact]
    public async Task A_custom_survey_asks_its_own_questions_and_checks_the_replies()
    {
        var survey = await _ops.SurveyAsync(
            "custom",
            new
            {
                questions = new object[]
                {
                    new
                    {
                        key = "start",
                        text = "What should we start doing?",
                        kind = "text",
                        required = true,
                    },
                    new
                    {
                        key = "size",
                        text = "How large is your team?",
                        kind = "choice",
                        choices = new[] { "1-10", "more" },
                    },
                    new
                    {
                        key = "docs",
                        text = "How good are our docs?",
                        kind = "rating",
                        scaleTo = 5,
                    },
                },
            }
        );
        var account = await feedback.AccountAsync();
        var answer = await _ops.PostAsync(
            $"/v1/surveys/{survey}/answers",
            new
            {
                accountId = account,
                replies = new
                {
                    start = "Webhooks",
                    size = "more",
                    docs = "4",
                },
            }
        );
        answer.GetProperty("replies").Text("start").ShouldBe("Webhooks");

        var refused = await _ops.SendJsonAsync(
                HttpMethod.Post,
                $"/v1/surveys/{survey}/answers",
                new
                {
                    accountId = account,
                    score = 3,
                    replies = new
                    {
                        size = "many",
                        docs = "6",
                        other = "x",
                    },
                }
            )
            .ProblemAsync();
        foreach (var field in new[] { "score", "replies.start", "replies.size", "replies.docs", "replies.other" })
            refused.Detail.ShouldContain($"\"{field}\"");
    }

    [Fact]
    public async Task An_answer_is_told_with_its_class_and_the_same_source_key_is_recorded_once()
    {
        var (survey, account) = (await _ops.SurveyAsync(), await feedback.AccountAsync());
        var contact = await feedback.ContactAsync(account);
        var body = new
        {
            accountId = account,
            contactId = contact,
            score = 9,
            comment = "Fast",
            sourceKey = "app-1",
        };

        var first = await _ops.PostAsync($"/v1/surveys/{survey}/answers", body);
        var second = await _ops.SendJsonAsync(HttpMethod.Post, $"/v1/surveys/{survey}/answers", body);

        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second.JsonAsync()).Id().ShouldBe(first.Id());
        var told = (await feedback.ToldAsync<SurveyAnswered>(account, 1)).ShouldHaveSingleItem();
        (
            told.AnswerId,
            told.SurveyId,
            told.ContactId,
            told.Type,
            told.Score,
            told.ScaleTo,
            told.Class,
            told.Corrected
        ).ShouldBe((first.Id(), survey, contact, "nps", 9m, 10, "promoter", false));
    }

    [Theory]
    [InlineData(0, "detractor")]
    [InlineData(6, "detractor")]
    [InlineData(7, "passive")]
    [InlineData(8, "passive")]
    [InlineData(9, "promoter")]
    [InlineData(10, "promoter")]
    public async Task Promoters_say_9_or_10_detractors_0_to_6(int score, string expected)
    {
        var answer = await _ops.AnswerAsync(await _ops.SurveyAsync(), await feedback.AccountAsync(), score);
        answer.Text("class").ShouldBe(expected);
    }

    [Fact]
    public async Task An_answer_may_be_corrected_for_seven_days_and_no_longer()
    {
        var (survey, account) = (await _ops.SurveyAsync(), await feedback.AccountAsync());
        var answer = await _ops.AnswerAsync(survey, account, 9);
        var path = $"/v1/surveys/{survey}/answers/{answer.Id()}";

        var corrected = await _ops.PutAsync(path, new { score = 3, comment = "Not after all" }, "\"1\"");
        (corrected.Text("class"), corrected.Number("version"), corrected.Has("correctedAt")).ShouldBe(
            ("detractor", 2, true)
        );
        (await _ops.SendJsonAsync(HttpMethod.Put, path, new { score = 4 }, "\"1\"").ProblemAsync()).Type.ShouldBe(
            "lost-update"
        );
        (await feedback.ToldAsync<SurveyAnswered>(account, 2))[1]
            .ShouldSatisfyAllConditions(
                e => e.Corrected.ShouldBeTrue(),
                e => e.Score.ShouldBe(3),
                e => e.AnswerId.ShouldBe(answer.Id())
            );
        (await _ops.OnlyAsync($"/v1/loops?accountId={account}")).Text("reason").ShouldBe("detractor");

        var old = await _ops.PostAsync(
            $"/v1/surveys/{survey}/answers",
            new
            {
                accountId = account,
                score = 9,
                answeredAt = feedback.Clock.GetUtcNow().AddDays(-7).AddMinutes(-1),
            }
        );
        (
            await _ops.SendJsonAsync(HttpMethod.Put, $"/v1/surveys/{survey}/answers/{old.Id()}", new { score = 1 }, "*")
                .ProblemAsync()
        ).ShouldSatisfyAllConditions(p => p.Status.ShouldBe(409), p => p.Type.ShouldBe("feedback/answer-final"));
    }

    [Fact]
    public async Task Every_verbatim_is_visible_to_everyone_inside_and_found_by_its_words()
    {
        var (survey, account) = (await _ops.SurveyAsync(), await feedback.AccountAsync(csm: "carla"));
        await _ops.AnswerAsync(survey, account, 3, "The nightly import is slow, 100% of the time");
        await _ops.AnswerAsync(survey, account, 9, "Import of dashboards works");
        await _ops.AnswerAsync(survey, account, 8);

        foreach (var role in new[] { "csm", "manager", "executive", "ops" })
        {
            var reader = feedback.ClientFor(role, "somebody-else");
            (await reader.ReadAsync($"/v1/answers?surveyId={survey}&withComment=true")).List("items").Count.ShouldBe(2);
            (await reader.OnlyAsync($"/v1/answers?surveyId={survey}&q=import -dashboards"))
                .Text("comment")
                .ShouldStartWith("The nightly");
        }

        (await _ops.OnlyAsync($"/v1/accounts/{account}/answers?class=promoter")).Number("score").ShouldBe(9);
        (
            await feedback.ClientFor("partner", "key:1", "accounts:read").SendJsonAsync(HttpMethod.Get, "/v1/answers")
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (
            await feedback
                .ClientFor("csm", "cyrus")
                .SendJsonAsync(HttpMethod.Post, $"/v1/surveys/{survey}/answers", new { accountId = account, score = 1 })
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
