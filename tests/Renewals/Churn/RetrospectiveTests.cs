using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Feedback;
using Platform.TestKit;

namespace Platform.Renewals.Tests.Churn;

public sealed class RetrospectiveTests(RenewalsUnderTest renewals) : IClassFixture<RenewalsUnderTest>
{
    private static readonly DateOnly Ended = new(2019, 5, 17);

    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");

    [Fact]
    public async Task A_subscription_that_had_ended_when_we_learned_of_it_gets_a_retrospective_and_is_no_surprise()
    {
        var account = await renewals.AccountAsync();
        var subscription = await _ops.SubscribeAsync(account, new DateOnly(2018, 1, 1), 100, Ended);

        var retrospective = await OnlyAsync(account);
        (
            retrospective.Text("lostOn"),
            retrospective.GetProperty("surprise").GetBoolean(),
            retrospective.GetProperty("learnedLate").GetBoolean()
        ).ShouldBe((Ended.Iso(), false, true));
        var figures = await _ops.ReadAsync($"/v1/churn/figures?from={Ended.Iso()}&to={Ended.Iso()}");
        (
            figures.GetProperty("losses").GetInt32(),
            figures.GetProperty("learnedLate").GetInt32(),
            figures.Amount("lostArr")
        ).ShouldBe((1, 1, 1_200));
        figures
            .TryGetProperty("surpriseShare", out var share)
            .ShouldBe(
                share.ValueKind == JsonValueKind.Null,
                "nothing that happened before our time counts as flagged or not"
            );

        // The end is corrected: the same loss.
        await _ops.PostAsync($"/v1/subscriptions/{subscription.Id()}/cancellation", new { endsOn = Ended.AddDays(-3) });
        (await OnlyAsync(account)).Id().ShouldBe(retrospective.Id());
    }

    [Fact]
    public async Task An_old_subscription_of_an_account_that_pays_for_another_one_is_no_loss()
    {
        var account = await renewals.AccountAsync();
        await _ops.SubscribeAsync(account, new DateOnly(2020, 1, 1), 100);
        await _ops.SubscribeAsync(account, new DateOnly(2018, 1, 1), 100, Ended.AddYears(2), product: "Basic");

        (await _ops.ReadAsync($"/v1/retrospectives?accountId={account}")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Notice_date_and_reason_code_stand_on_the_retrospective()
    {
        var account = await renewals.AccountAsync();
        await _ops.SubscribeAsync(account, renewals.Today.AddDays(-30), 100, renewals.Today.AddDays(2));
        var notice = new
        {
            accountId = account,
            noticeOn = renewals.Today,
            reasonCode = "competitor",
        };
        (
            await _ops.SendJsonAsync(HttpMethod.Post, "/v1/churn/notices", notice with { reasonCode = "bored" })
        ).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
        (await _ops.SendJsonAsync(HttpMethod.Post, "/v1/churn/notices", notice)).EnsureSuccessStatusCode();
        await renewals.PassDaysAsync(2);

        var retrospective = await OnlyAsync(account);
        (retrospective.Text("noticeOn"), retrospective.Text("reasonCode"), retrospective.Text("lostOn")).ShouldBe(
            (notice.noticeOn.Iso(), "competitor", renewals.Today.Iso())
        );
    }

    [Fact]
    public async Task The_codes_of_the_exit_interview_are_shown_with_the_retrospective_and_the_latest_coding_holds()
    {
        var account = await renewals.AccountAsync();
        await _ops.SubscribeAsync(account, new DateOnly(2018, 1, 1), 100, Ended.AddYears(3));
        var first = new InterviewCoded(account, Guid.NewGuid(), "churn", "churned", ["product", "support"], "support");
        await renewals.TellAsync(first);
        await HandledAsync(first.EventId);
        renewals.Clock.Advance(TimeSpan.FromMinutes(5));
        var anew = first with { EventId = Guid.NewGuid(), Themes = ["no_value"], DecisiveTheme = null };
        await renewals.TellAsync(anew);
        var won = new InterviewCoded(account, Guid.NewGuid(), "win_loss", "won", ["price"], "price");
        await renewals.TellAsync(won);
        var late = first with { EventId = Guid.NewGuid(), OccurredAt = renewals.Clock.GetUtcNow().AddMinutes(-3) };
        await renewals.Services.GetRequiredService<IBus>().Publish(late, c => c.MessageId = late.EventId);
        foreach (var told in new[] { anew.EventId, won.EventId, late.EventId })
            await HandledAsync(told);

        var id = (await OnlyAsync(account)).Id();
        var interview = (await _ops.ReadAsync($"/v1/retrospectives/{id}"))
            .GetProperty("interviews")
            .EnumerateArray()
            .ShouldHaveSingleItem();
        interview.GetProperty("themes").EnumerateArray().Select(t => t.GetString()).ShouldBe(["no_value"]);
        (
            interview.GetProperty("interviewId").GetGuid(),
            interview.Text("outcome"),
            interview.TryGetProperty("decisiveTheme", out var decisive) && decisive.ValueKind == JsonValueKind.String
        ).ShouldBe((first.InterviewId, "churned", false));
    }

    [Fact]
    public async Task The_decisive_theme_of_an_interview_is_the_reason_of_a_loss_without_one()
    {
        var (unsaid, said) = (await LostAsync(), await LostAsync(reasonCode: "competitor"));
        var coded = new InterviewCoded(unsaid, Guid.NewGuid(), "churn", "churned", ["product", "support"], "support");
        await CodeAsync(coded);
        (await OnlyAsync(unsaid)).Text("reasonCode").ShouldBe("support");
        renewals.Clock.Advance(TimeSpan.FromMinutes(5));
        await CodeAsync(coded with { EventId = Guid.NewGuid(), DecisiveTheme = "product" });
        (await OnlyAsync(unsaid)).Text("reasonCode").ShouldBe("product", "coded anew");

        await CodeAsync(new InterviewCoded(said, Guid.NewGuid(), "churn", "churned", ["price"], "price"));
        (await OnlyAsync(said)).Text("reasonCode").ShouldBe("competitor", "a person said so");
    }

    [Fact]
    public async Task An_interview_that_was_coded_before_the_last_day_gives_the_reason_too()
    {
        var account = await renewals.AccountAsync();
        await _ops.SubscribeAsync(account, renewals.Today.AddDays(-90), 100, renewals.Today.AddDays(2));
        await CodeAsync(new InterviewCoded(account, Guid.NewGuid(), "churn", "churned", ["price"], "price"));
        await renewals.PassDaysAsync(2);
        (await OnlyAsync(account)).Text("reasonCode").ShouldBe("price");
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(13, true)]
    [InlineData(14, false)]
    public async Task A_loss_is_a_surprise_unless_it_was_flagged_14_days_before_the_notice(
        int daysFlagged,
        bool surprise
    )
    {
        var account = await renewals.AccountAsync();
        await _ops.SubscribeAsync(account, renewals.Today.AddDays(-90), 100, renewals.Today.AddDays(60));
        await _ops.PostAsync(
            "/v1/risks",
            new
            {
                accountId = account,
                category = "value_gap",
                cause = "No value",
            }
        );
        if (daysFlagged > 0)
            await renewals.PassDaysAsync(daysFlagged);
        (
            await _ops.SendJsonAsync(
                HttpMethod.Post,
                "/v1/churn/notices",
                new
                {
                    accountId = account,
                    noticeOn = renewals.Today,
                    reasonCode = "price",
                }
            )
        ).EnsureSuccessStatusCode();
        await renewals.PassDaysAsync(60 - daysFlagged);

        var retrospective = await OnlyAsync(account);
        (
            retrospective.GetProperty("surprise").GetBoolean(),
            retrospective.GetProperty("daysFlagged").GetInt32()
        ).ShouldBe((surprise, 60));
    }

    [Fact]
    public async Task An_action_of_a_retrospective_can_be_done_and_keeps_what_came_of_it()
    {
        var account = await LostAsync();
        var id = (await OnlyAsync(account)).Id();
        var due = renewals.Today.AddDays(30);
        var closed = await _ops.PostAsync(
            $"/v1/retrospectives/{id}/conclusion",
            new
            {
                interview = "They never used it.",
                interviewedOn = renewals.Today,
                prevention = "Onboard again.",
                actions = new[]
                {
                    new
                    {
                        action = "Watch first value",
                        owner = "carla",
                        dueOn = due,
                    },
                },
            }
        );
        var path = $"/v1/retrospectives/{id}/actions/{closed.GetProperty("actions")[0].Id()}/completion";
        (
            await (
                await _ops.SendJsonAsync(
                    HttpMethod.Post,
                    path,
                    new { result = "Soon", doneOn = renewals.Today.AddDays(1) }
                )
            ).FieldAsync()
        ).ShouldBe("doneOn");
        await _ops.PostAsync(path, new { result = "A report a week" });

        var read = await _ops.ReadAsync($"/v1/retrospectives/{id}");
        (read.Text("interview"), read.Text("interviewedOn"), read.Text("prevention")).ShouldBe(
            ("They never used it.", renewals.Today.Iso(), "Onboard again.")
        );
        var action = read.GetProperty("actions").EnumerateArray().ShouldHaveSingleItem();
        (action.Text("action"), action.Text("owner"), action.Text("dueOn")).ShouldBe(
            ("Watch first value", "carla", due.Iso())
        );
        (action.Text("doneOn"), action.Text("doneBy"), action.Text("result")).ShouldBe(
            (renewals.Today.Iso(), "olga", "A report a week")
        );
        (
            await (await _ops.SendJsonAsync(HttpMethod.Post, path, new { result = "Twice" })).ProblemAsync()
        ).Type.ShouldBe("renewals/action-done");
    }

    private async Task<Guid> LostAsync(string? reasonCode = null)
    {
        var account = await renewals.AccountAsync();
        var subscription = await _ops.SubscribeAsync(account, renewals.Today.AddDays(-90), 100);
        if (reasonCode is not null)
            (
                await _ops.SendJsonAsync(
                    HttpMethod.Post,
                    "/v1/churn/notices",
                    new
                    {
                        accountId = account,
                        noticeOn = renewals.Today,
                        reasonCode,
                    }
                )
            ).EnsureSuccessStatusCode();
        await _ops.PostAsync($"/v1/subscriptions/{subscription.Id()}/cancellation", new { endsOn = renewals.Today });
        return account;
    }

    private async Task CodeAsync(InterviewCoded coded)
    {
        await renewals.TellAsync(coded);
        await HandledAsync(coded.EventId);
    }

    private Task HandledAsync(Guid message) =>
        Eventually.HoldsAsync(
            () =>
                renewals.Database.ScalarAsync<bool>(
                    "select exists (select from messaging.inbox_message where message_id = @message and consumer "
                        + "like '%interview%')",
                    new { message }
                ),
            "the coding was handled"
        );

    private async Task<JsonElement> OnlyAsync(Guid account) =>
        (await _ops.ReadAsync($"/v1/retrospectives?accountId={account}")).EnumerateArray().ShouldHaveSingleItem();
}
