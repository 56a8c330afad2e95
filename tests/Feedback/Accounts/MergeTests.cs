using System.Text.Json;
using Platform.Contracts.Accounts;
using Platform.TestKit;

namespace Platform.Feedback.Tests.Accounts;

public sealed class MergeTests(FeedbackUnderTest feedback) : IClassFixture<FeedbackUnderTest>
{
    private readonly HttpClient _ops = feedback.ClientFor("ops", "olga");

    [Fact]
    public async Task What_a_duplicate_said_belongs_to_the_account_that_stays_and_goes_back_when_the_merge_is_undone()
    {
        var (kept, duplicate, merge) = (await feedback.AccountAsync(), await feedback.AccountAsync(), Guid.NewGuid());
        var person = await feedback.ContactAsync(duplicate);
        var survey = await _ops.SurveyAsync();
        await _ops.AnswerAsync(survey, kept, 10);
        await _ops.AnswerAsync(survey, duplicate, 3, "Too slow", person);
        var (own, both) = (await AskAsync(duplicate), await AskAsync(kept));
        await VoteAsync(both, duplicate);

        var merged = new AccountsMerged(kept, duplicate, merge);
        await feedback.TellAsync(merged, merged with { EventId = Guid.CreateVersion7() });
        await Eventually.HoldsAsync(async () => await AnswersAsync(kept) == 2, "the answers are together");
        (await AnswersAsync(duplicate), await LoopsAsync(kept), await LoopsAsync(duplicate)).ShouldBe((0, 1, 0));
        (await DemandAsync(own)).ShouldBe((1, 1));
        (await DemandAsync(both)).ShouldBe((1, 1), "both asked for it, and are one customer");
        (await FigureAsync(survey)).ShouldBe((2, 1, 1), "no answer counts twice");
        (
            await feedback.Database.ScalarAsync<Guid>(
                "select account_id from contact_copy where contact_id = @person",
                new { person }
            )
        ).ShouldBe(kept);

        var undone = new AccountMergeUndone(kept, duplicate, merge);
        await _ops.AnswerAsync(survey, kept, 9); // Said after the merge: it stays.
        await feedback.TellAsync(undone, undone with { EventId = Guid.CreateVersion7() });
        await Eventually.HoldsAsync(async () => await AnswersAsync(duplicate) == 1, "the answer is back");
        (await AnswersAsync(kept), await LoopsAsync(kept), await LoopsAsync(duplicate)).ShouldBe((2, 0, 1));
        (await DemandAsync(own)).ShouldBe((1, 1));
        (await DemandAsync(both)).ShouldBe((2, 2));
    }

    [Fact]
    public async Task A_merge_that_comes_after_its_undoing_changes_nothing()
    {
        var (kept, duplicate, merge) = (await feedback.AccountAsync(), await feedback.AccountAsync(), Guid.NewGuid());
        var survey = await _ops.SurveyAsync();
        await _ops.AnswerAsync(survey, duplicate, 3);

        await feedback.TellAsync(new AccountMergeUndone(kept, duplicate, merge));
        await HeardAsync("undone", merge);
        await feedback.TellAsync(
            new AccountsMerged(kept, duplicate, merge),
            new AccountsMerged(kept, await feedback.AccountAsync(), Guid.NewGuid())
        );

        await Eventually.HoldsAsync(
            () =>
                feedback.Database.ScalarAsync<bool>(
                    "select exists (select from account_merge where account_id = @kept and merge_id <> @merge)",
                    new { kept, merge }
                ),
            "the next merge is heard"
        );
        (await AnswersAsync(duplicate)).ShouldBe(1);
    }

    [Fact]
    public async Task A_duplicate_goes_back_also_where_the_account_that_stayed_was_merged_since()
    {
        var (first, second, third) = (
            await feedback.AccountAsync(),
            await feedback.AccountAsync(),
            await feedback.AccountAsync()
        );
        var (early, late) = (Guid.NewGuid(), Guid.NewGuid());
        var survey = await _ops.SurveyAsync();
        await _ops.AnswerAsync(survey, first, 1);
        await feedback.TellAsync(new AccountsMerged(second, first, early));
        await Eventually.HoldsAsync(async () => await AnswersAsync(second) == 1, "the first is the second's");
        await feedback.TellAsync(new AccountsMerged(third, second, late));
        await Eventually.HoldsAsync(async () => await AnswersAsync(third) == 1, "and the third's");

        await feedback.TellAsync(new AccountMergeUndone(second, first, early));
        await Eventually.HoldsAsync(async () => await AnswersAsync(first) == 1, "it is the first's again");
        await feedback.TellAsync(new AccountMergeUndone(third, second, late));
        await HeardAsync("undone", late);

        (await AnswersAsync(first), await AnswersAsync(second), await AnswersAsync(third)).ShouldBe((1, 0, 0));
    }

    private Task HeardAsync(string what, Guid merge) =>
        Eventually.HoldsAsync(
            () =>
                feedback.Database.ScalarAsync<bool>(
                    "select exists (select from account_merge where merge_id = @merge and undone)",
                    new { merge }
                ),
            what
        );

    private async Task<int> AnswersAsync(Guid account) =>
        (await _ops.ReadAsync($"/v1/answers?accountId={account}")).List("items").Count;

    private async Task<int> LoopsAsync(Guid account) =>
        (await _ops.ReadAsync($"/v1/loops?accountId={account}")).List("items").Count;

    private async Task<Guid> AskAsync(Guid account) => (
            await _ops.PostAsync(
                "/v1/requests",
                new
                {
                    accountId = account,
                    title = $"Wish {Guid.NewGuid():N}",
                    description = "",
                }
            )
        ).GetProperty("request").Id();

    private Task<JsonElement> VoteAsync(Guid request, Guid account) =>
        _ops.PostAsync($"/v1/requests/{request}/votes", new { accountId = account });

    private async Task<(decimal Accounts, decimal Votes)> DemandAsync(Guid request)
    {
        var demand = (await _ops.ReadAsync($"/v1/requests/{request}")).GetProperty("demand");
        return (demand.Number("accounts"), demand.Number("votes"));
    }

    private async Task<(decimal N, decimal Promoters, decimal Detractors)> FigureAsync(Guid survey)
    {
        var figure = (await _ops.ReadAsync($"/v1/surveys/{survey}/figures")).List("figures").ShouldHaveSingleItem();
        return (figure.Number("n"), figure.Number("promoters"), figure.Number("detractors"));
    }
}
