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
    public async Task A_subscription_that_had_ended_when_we_learned_of_it_gets_a_retrospective_and_is_nobodys_surprise()
    {
        var account = await renewals.AccountAsync();
        var subscription = await _ops.SubscribeAsync(account, new DateOnly(2018, 1, 1), 100, Ended);

        var retrospective = await OnlyAsync(account);
        (retrospective.Text("lostOn"), retrospective.GetProperty("surprise").GetBoolean(), retrospective.GetProperty("learnedLate").GetBoolean()).ShouldBe((Ended.Iso(), false, true));
        var figures = await _ops.ReadAsync($"/v1/churn/figures?from={Ended.Iso()}&to={Ended.Iso()}");
        (figures.GetProperty("losses").GetInt32(), figures.GetProperty("learnedLate").GetInt32(), figures.Amount("lostArr")).ShouldBe((1, 1, 1_200));
        figures.TryGetProperty("surpriseShare", out var share).ShouldBe(share.ValueKind == JsonValueKind.Null, "nothing that happened before our time counts as flagged or not");

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
        var notice = new { accountId = account, noticeOn = renewals.Today, reasonCode = "competitor" };
        (await _ops.SendJsonAsync(HttpMethod.Post, "/v1/churn/notices", notice with { reasonCode = "bored" })).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
        (await _ops.SendJsonAsync(HttpMethod.Post, "/v1/churn/notices", notice)).EnsureSuccessStatusCode();
        await renewals.PassDaysAsync(2);

        var retrospective = await OnlyAsync(account);
        (retrospective.Text("noticeOn"), retrospective.Text("reasonCode"), retrospective.Text("lostOn")).ShouldBe((notice.noticeOn.Iso(), "competitor", renewals.Today.Iso()));
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
        foreach (var told in new[] { anew.EventId, won.EventId, late.EventId }) await HandledAsync(told);

        var id = (await OnlyAsync(account)).Id();
        var interview = (await _ops.ReadAsync($"/v1/retrospectives/{id}")).GetProperty("interviews").EnumerateArray().ShouldHaveSingleItem();
        interview.GetProperty("themes").EnumerateArray().Select(t => t.GetString()).ShouldBe(["no_value"]);
        (interview.GetProperty("interviewId").GetGuid(), interview.Text("outcome"), interview.TryGetProperty("decisiveTheme", out var decisive) && decisive.ValueKind == JsonValueKind.String)
            .ShouldBe((first.InterviewId, "churned", false));
    }

    private Task HandledAsync(Guid message) => Eventually.HoldsAsync(
        () => renewals.Database.ScalarAsync<bool>("select exists (select from messaging.inbox_message where message_id = @message and consumer like '%interview%')", new { message }), "the coding was handled");

    private async Task<JsonElement> OnlyAsync(Guid account) => (await _ops.ReadAsync($"/v1/retrospectives?accountId={account}")).EnumerateArray().ShouldHaveSingleItem();
}
