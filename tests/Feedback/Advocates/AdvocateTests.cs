using Platform.Contracts.Feedback;
using Platform.Contracts.HealthScoring;

namespace Platform.Feedback.Tests.Advocates;

public sealed class AdvocateTests(FeedbackUnderTest feedback)
{
    private readonly HttpClient _ops = feedback.ClientFor("ops", "olga");

    [Fact]
    public async Task Promoters_and_power_users_are_candidates_each_person_once()
    {
        var (survey, account) = (await _ops.SurveyAsync(), await feedback.AccountAsync());
        var (pat, kim) = (
            await feedback.ContactAsync(account, "Pat"),
            await feedback.ContactAsync(account, "Kim", users: ["u-2"])
        );
        await _ops.AnswerAsync(survey, account, 10, contact: pat);
        await _ops.AnswerAsync(survey, account, 9, contact: pat);
        await _ops.AnswerAsync(survey, account, 8, contact: kim);
        await feedback.TellAsync(new PowerUserDeparted(account, "u-1", 0.6m, 1, feedback.Today, true, ["u-9", "u-2"]));

        var told = await feedback.ToldAsync<AdvocateIdentified>(account, 2);
        told.Select(t => (t.ContactId, t.Reason)).ShouldBe([((Guid?)pat, "promoter"), (kim, "power_user")]);
        var listed = (await _ops.ReadAsync($"/v1/advocates?accountId={account}")).List("items");
        listed
            .Select(a => (a.Text("contact"), a.Text("status"), a.Text("latestClass")))
            .ShouldBe([("Pat", "candidate", "promoter"), ("Kim", "candidate", "passive")]);
    }

    [Fact]
    public async Task References_are_kept_and_nobody_is_asked_too_often()
    {
        var (survey, account) = (await _ops.SurveyAsync(), await feedback.AccountAsync());
        await _ops.AnswerAsync(survey, account, 10, contact: await feedback.ContactAsync(account));
        var advocate = (await _ops.OnlyAsync($"/v1/advocates?accountId={account}")).Id();
        Task<HttpResponseMessage> Ask(string what) =>
            _ops.SendJsonAsync(
                HttpMethod.Post,
                $"/v1/advocates/{advocate}/references",
                new { kind = "call", askedFor = what }
            );

        (await Ask("Too early").ProblemAsync()).Type.ShouldBe("feedback/not-an-advocate");
        (await _ops.PutAsync($"/v1/advocates/{advocate}/status", new { status = "active" }, "\"1\""))
            .GetProperty("mayBeAsked")
            .GetBoolean()
            .ShouldBeTrue();
        var asked = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Ask($"Prospect {i}")));
        asked.Count(a => a.IsSuccessStatusCode).ShouldBe(2);
        (await Ask("One more").ProblemAsync()).ShouldSatisfyAllConditions(
            p => p.Type.ShouldBe("feedback/asked-too-often"),
            p => p.Detail.ShouldContain(feedback.Today.AddDays(90).Iso())
        );
        (await _ops.ReadAsync($"/v1/advocates?accountId={account}&mayBeAsked=true")).List("items").ShouldBeEmpty();

        var reference = (await _ops.ReadAsync($"/v1/advocates/{advocate}/references")).EnumerateArray().First();
        (
            await _ops.PutAsync(
                $"/v1/advocates/references/{reference.Id()}/status",
                new { status = "done", note = "Went well" }
            )
        )
            .Text("status")
            .ShouldBe("done");
    }

    [Fact]
    public async Task Beta_candidates_come_from_what_people_wrote()
    {
        var (survey, account) = (await _ops.SurveyAsync(), await feedback.AccountAsync());
        var (pat, kim) = (await feedback.ContactAsync(account, "Pat"), await feedback.ContactAsync(account, "Kim"));
        await _ops.AnswerAsync(survey, account, 7, "We miss a kanbanview for planning", pat);
        await _ops.AnswerAsync(survey, account, 7, "All fine", kim);
        feedback.Clock.Advance(TimeSpan.FromSeconds(1));
        await _ops.PostAsync(
            "/v1/requests",
            new
            {
                accountId = account,
                contactId = pat,
                title = "Kanbanview",
                description = "Cards",
            }
        );

        var found = (await _ops.ReadAsync("/v1/advocates/beta-candidates?q=kanbanview"))
            .EnumerateArray()
            .ShouldHaveSingleItem();
        (found.Id("contactId"), found.Number("mentions"), found.Text("quote")).ShouldBe((pat, 2, "Kanbanview"));
    }
}
