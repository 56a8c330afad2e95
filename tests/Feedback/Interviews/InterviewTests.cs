using Platform.Contracts.Feedback;

namespace Platform.Feedback.Tests.Interviews;

/// <summary>On a service of its own: summaries count every interview.</summary>
public sealed class InterviewTests(FeedbackUnderTest feedback) : IClassFixture<FeedbackUnderTest>
{
    private readonly HttpClient _ops = feedback.ClientFor("ops", "olga");

    private object Interview(
        object[] themes,
        string kind = "churn",
        string outcome = "churned",
        string conducted = "us",
        bool anonymous = false,
        Guid? account = null,
        Guid? contact = null
    ) =>
        new
        {
            kind,
            outcome,
            conducted,
            anonymous,
            accountId = account,
            contactId = contact,
            heldOn = feedback.Today,
            summary = "They said why",
            themes,
        };

    [Fact]
    public async Task An_anonymous_interview_of_a_third_party_stores_no_person()
    {
        var account = await feedback.AccountAsync();
        var contact = await feedback.ContactAsync(account);
        var refused = await _ops.SendJsonAsync(
                HttpMethod.Post,
                "/v1/interviews",
                Interview([], anonymous: true, account: account, contact: contact)
            )
            .ProblemAsync();
        refused.Detail.ShouldContain("anonymous");
        refused.Detail.ShouldContain("contactId");

        var stored = await _ops.PostAsync(
            "/v1/interviews",
            Interview(
                [
                    new
                    {
                        theme = "price",
                        decisive = true,
                        quote = "Too much",
                    },
                ],
                conducted: "third_party",
                anonymous: true,
                account: account
            )
        );
        (stored.Has("contactId"), stored.GetProperty("anonymous").GetBoolean()).ShouldBe((false, true));
        await Should.ThrowAsync<Npgsql.PostgresException>(() =>
            feedback.Database.ExecuteAsync(
                "update interview set contact_id = @contact where id = @id",
                new { contact, id = stored.Id() }
            )
        );
    }

    [Fact]
    public async Task An_interview_that_is_still_to_come_is_refused()
    {
        var refused = await _ops.SendJsonAsync(
                HttpMethod.Post,
                "/v1/interviews",
                new
                {
                    kind = "churn",
                    outcome = "churned",
                    conducted = "us",
                    anonymous = false,
                    heldOn = feedback.Today.AddDays(1),
                    summary = "They will say why",
                    themes = Array.Empty<object>(),
                }
            )
            .ProblemAsync();
        (refused.Status, refused.Detail.Contains("lies in the future", StringComparison.Ordinal)).ShouldBe((400, true));
    }

    [Fact]
    public async Task Themes_are_added_worded_anew_and_taken_out_of_use_and_interviews_keep_theirs()
    {
        var code = "theme_" + Guid.NewGuid().ToString("N")[..8];
        (await _ops.PutAsync($"/v1/interviews/themes/{code}", new { description = "First words" }))
            .Number("interviews")
            .ShouldBe(0);
        var coded = await _ops.PostAsync("/v1/interviews", Interview([new { theme = code, decisive = true }]));
        await _ops.PutAsync($"/v1/interviews/themes/{code}", new { description = "Better words" });
        (await _ops.SendJsonAsync(HttpMethod.Delete, $"/v1/interviews/themes/{code}")).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.NoContent
        );

        (
            await _ops.SendJsonAsync(
                    HttpMethod.Post,
                    "/v1/interviews",
                    Interview([new { theme = code, decisive = true }])
                )
                .ProblemAsync()
        ).Status.ShouldBe(400);
        (await _ops.ReadAsync($"/v1/interviews/{coded.Id()}")).List("themes").Single().Text("theme").ShouldBe(code);
        var kept = (await _ops.ReadAsync("/v1/interviews/themes"))
            .EnumerateArray()
            .Single(one => one.Text("code") == code);
        (kept.Text("description"), kept.GetProperty("retired").GetBoolean(), kept.Number("interviews")).ShouldBe(
            ("Better words", true, 1)
        );
        (
            await _ops.SendJsonAsync(HttpMethod.Put, "/v1/interviews/themes/Not%20a%20code", new { description = "x" })
                .ProblemAsync()
        ).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Win_loss_and_churn_interviews_are_coded_and_summarised_by_reason()
    {
        var account = await feedback.AccountAsync(csm: "carla");
        var first = await _ops.PostAsync(
            "/v1/interviews",
            Interview(
                [
                    new
                    {
                        theme = "competitor",
                        decisive = true,
                        quote = "They had it",
                    },
                    new { theme = "support", decisive = false },
                ],
                "win_loss",
                "lost",
                account: account
            )
        );
        await _ops.PostAsync(
            "/v1/interviews",
            Interview([new { theme = "competitor", decisive = false }], "win_loss", "lost")
        );
        await _ops.PostAsync(
            "/v1/interviews",
            Interview([new { theme = "relationship", decisive = true }], "win_loss", "won")
        );
        (
            await _ops.SendJsonAsync(
                    HttpMethod.Post,
                    "/v1/interviews",
                    Interview([new { theme = "weather", decisive = true }])
                )
                .ProblemAsync()
        ).Detail.ShouldContain("champion_left");

        var summary = (await _ops.ReadAsync("/v1/interviews/summary?kind=win_loss"))
            .EnumerateArray()
            .Select(t =>
                (
                    t.Text("theme"),
                    t.Number("interviews"),
                    t.Number("share"),
                    t.Number("decisive"),
                    t.Number("lost"),
                    t.Number("won")
                )
            )
            .ToList();
        summary.ShouldBe([
            ("competitor", 2, 0.6667m, 1, 2, 0),
            ("relationship", 1, 0.3333m, 1, 0, 1),
            ("support", 1, 0.3333m, 0, 1, 0),
        ]);
        (await feedback.ToldAsync<InterviewCoded>(account, 1))
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                e => e.Themes.ShouldBe(["competitor", "support"]),
                e => e.DecisiveTheme.ShouldBe("competitor")
            );

        await _ops.PutAsync(
            $"/v1/interviews/{first.Id()}/themes",
            new { themes = new[] { new { theme = "no_value", decisive = true } } },
            "\"1\""
        );
        (await feedback.ToldAsync<InterviewCoded>(account, 2))[1].Themes.ShouldBe(["no_value"]);
        (await _ops.ReadAsync("/v1/interviews?theme=competitor")).List("items").Count.ShouldBe(1);
    }
}
