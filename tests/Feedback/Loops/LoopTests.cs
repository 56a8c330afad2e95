using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Accounts;
using Platform.Contracts.Feedback;
using Platform.ServiceKit.Organisation;
using Platform.TestKit;

namespace Platform.Feedback.Tests.Loops;

public sealed class LoopTests(FeedbackUnderTest feedback) : IClassFixture<FeedbackUnderTest>
{
    private readonly HttpClient _ops = feedback.ClientFor("ops", "olga");

    [Theory]
    [InlineData("nps", 6, null, false, "detractor")]
    [InlineData("nps", 7, null, false, null)]
    [InlineData("nps", 9, "Is there an API?", false, "question")]
    [InlineData("nps", 9, null, true, "question")]
    [InlineData("csat", 2, null, false, "low_csat")]
    [InlineData("csat", 3, null, false, null)]
    [InlineData("ces", 3, null, false, "high_effort")]
    [InlineData("ces", 4, null, false, null)]
    public async Task An_answer_that_needs_it_opens_a_loop(
        string type,
        int score,
        string? comment,
        bool wantsReply,
        string? reason
    )
    {
        var account = await feedback.AccountAsync(csm: "carla");
        await _ops.AnswerAsync(await _ops.SurveyAsync(type), account, score, comment, wantsReply: wantsReply);

        var loops = (await _ops.ReadAsync($"/v1/loops?accountId={account}")).List("items");
        loops.Select(l => (l.Text("reason"), l.Text("owner"))).ShouldBe(reason is null ? [] : [(reason, "carla")]);
    }

    [Fact]
    public async Task The_first_reply_is_due_in_two_business_days_and_holidays_do_not_count()
    {
        // A Wednesday; Thursday and Monday are the next two business days but for the holiday of Friday 2027-01-01.
        feedback.Clock.Set(new DateTimeOffset(2026, 12, 30, 15, 0, 0, TimeSpan.Zero));
        var calendar = feedback.Services.GetRequiredService<OrganisationCalendar>();
        await feedback.TellAsync(new CalendarChanged(1, "Etc/UTC", ["saturday", "sunday"], [new DateOnly(2027, 1, 1)]));
        await Eventually.HoldsAsync(
            () => Task.FromResult(!calendar.Current.IsBusinessDay(new DateOnly(2027, 1, 1))),
            "the holiday is known"
        );
        var account = await feedback.AccountAsync(csm: "carla");
        await _ops.AnswerAsync(await _ops.SurveyAsync(), account, 2);

        var told = (await feedback.ToldAsync<LoopOpened>(account, 1)).ShouldHaveSingleItem();
        told.FirstReplyDueAt.ShouldBe(new DateTimeOffset(2027, 1, 4, 23, 59, 59, 999, TimeSpan.Zero));
        (await _ops.OnlyAsync($"/v1/loops?accountId={account}"))
            .List("steps")
            .Select(s => s.Text("step"))
            .ShouldBe(["thank", "acknowledge", "act", "follow_up"]);
    }

    [Fact]
    public async Task Thank_acknowledge_act_follow_up_one_after_the_other_and_the_customer_is_told_what_changed()
    {
        var account = await feedback.AccountAsync(csm: "carla");
        var contact = await feedback.ContactAsync(account);
        await _ops.AnswerAsync(await _ops.SurveyAsync(), account, 2, "Export breaks", contact);
        var carla = feedback.ClientFor("csm", "carla");
        var opened = await carla.OnlyAsync($"/v1/loops?accountId={account}");
        var loop = opened.Id();
        var said = opened.GetProperty("answer");
        (
            said.Text("comment"),
            said.GetProperty("score").GetDecimal(),
            said.GetProperty("contactId").GetGuid()
        ).ShouldBe(("Export breaks", 2m, contact), "who closes it reads what the customer said");
        Task<HttpResponseMessage> Complete(HttpClient who, string step, string? whatChanged = null) =>
            who.SendJsonAsync(
                HttpMethod.Post,
                $"/v1/loops/{loop}/steps/{step}/completion",
                new { note = $"Done: {step}", whatChanged }
            );

        (await Complete(carla, "act").ProblemAsync()).ShouldBe(
            (409, "feedback/step-out-of-order", "'thank' comes before 'act': complete it first.")
        );
        (await Complete(feedback.ClientFor("csm", "cyrus"), "thank").ProblemAsync()).Status.ShouldBe(403);
        foreach (var step in new[] { "thank", "acknowledge", "act" })
            await (await Complete(carla, step)).JsonAsync();
        (await Complete(carla, "thank").ProblemAsync()).Type.ShouldBe("feedback/step-done");
        (await Complete(carla, "follow_up").ProblemAsync()).Detail.ShouldContain("whatChanged");

        feedback.Clock.Advance(TimeSpan.FromHours(3));
        var closed = await (await Complete(carla, "follow_up", "Exports are resumed now")).JsonAsync();
        (closed.Text("status"), closed.Text("whatChanged")).ShouldBe(("closed", "Exports are resumed now"));
        var told = (await feedback.ToldAsync<LoopClosed>(account, 1)).ShouldHaveSingleItem();
        (told.HoursOpen, told.WhatChanged).ShouldBe((3m, "Exports are resumed now"));
        (
            await feedback.Database.ScalarAsync<string>(
                "select text from notice where contact_id = @contact",
                new { contact }
            )
        ).ShouldBe("Exports are resumed now");
    }

    [Fact]
    public async Task A_loop_past_due_escalates_to_the_manager_and_later_to_an_executive()
    {
        feedback.Clock.Set(new DateTimeOffset(2027, 2, 1, 9, 0, 0, TimeSpan.Zero)); // A Monday.
        var account = await feedback.AccountAsync(csm: "carla");
        await _ops.AnswerAsync(await _ops.SurveyAsync(), account, 2);
        async Task<string> EscalatedToAsync() =>
            (await _ops.OnlyAsync($"/v1/loops?accountId={account}")).Text("escalatedTo");

        await feedback.PassAsync(TimeSpan.FromDays(2));
        (await EscalatedToAsync()).ShouldBe("");
        await feedback.PassAsync(TimeSpan.FromDays(1));
        (await EscalatedToAsync()).ShouldBe("manager");
        (await feedback.ToldAsync<LoopOverdue>(account, 1))
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(e => e.Step.ShouldBe("thank"), e => e.Owner.ShouldBe("carla"));
        (await _ops.ReadAsync($"/v1/loops?accountId={account}&overdue=true")).List("items").Count.ShouldBe(1);
        await feedback.PassAsync(TimeSpan.FromDays(2));
        (await EscalatedToAsync()).ShouldBe("executive");
        (
            await feedback.Database.ScalarAsync<int>(
                "select count(*)::int from loop_step s join feedback_loop l on l.id = s.loop_id where "
                    + "l.account_id = @account and s.told_at is not null",
                new { account }
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task Share_closed_and_time_to_close_are_metrics()
    {
        var (survey, account) = (await _ops.SurveyAsync(), await feedback.AccountAsync(csm: "carla"));
        for (var i = 0; i < 4; i++)
            await _ops.AnswerAsync(survey, account, i);
        var loops = (await _ops.ReadAsync($"/v1/loops?accountId={account}")).List("items");
        foreach (var (loop, hours) in loops.Take(3).Zip([2, 4, 18]))
        {
            foreach (var step in new[] { "thank", "acknowledge", "act" })
                await _ops.PostAsync($"/v1/loops/{loop.Id()}/steps/{step}/completion", new { note = "ok" });
            feedback.Clock.Advance(TimeSpan.FromHours(hours));
            await _ops.PostAsync($"/v1/loops/{loop.Id()}/steps/follow_up/completion", new { whatChanged = "It works" });
        }

        var metrics = (await _ops.ReadAsync($"/v1/loops/metrics?accountId={account}")).EnumerateArray().Single();
        // Opened together, closed after 2, 2 + 4 and 2 + 4 + 18 hours.
        (
            metrics.Number("opened"),
            metrics.Number("closed"),
            metrics.Number("shareClosed"),
            metrics.Number("medianHoursToClose"),
            metrics.Number("firstReplyInTime")
        ).ShouldBe((4, 3, 0.75m, 6m, 1m));
    }

    [Fact]
    public async Task A_loop_or_one_of_its_steps_goes_to_somebody_else()
    {
        var account = await feedback.AccountAsync(csm: "carla");
        await _ops.AnswerAsync(await _ops.SurveyAsync(), account, 2);
        var loop = (await _ops.OnlyAsync($"/v1/loops?accountId={account}")).Id();
        var changed = await _ops.PutAsync($"/v1/loops/{loop}/owner", new { owner = "dev-dora", step = "act" }, "\"1\"");
        changed.Text("owner").ShouldBe("carla");
        changed.List("steps").Select(s => s.Text("owner")).ShouldBe(["carla", "carla", "dev-dora", "carla"]);
        (await _ops.PutAsync($"/v1/loops/{loop}/owner", new { owner = "max" }))
            .List("steps")
            .ShouldAllBe(s => s.Text("owner") == "max");
    }
}
