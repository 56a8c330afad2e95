using Platform.Contracts.Accounts;

namespace Platform.Feedback.Tests.Accounts;

public sealed class ErasureTests(FeedbackUnderTest feedback)
{
    private readonly HttpClient _ops = feedback.ClientFor("ops", "olga");

    [Fact]
    public async Task An_erased_persons_words_go_and_their_score_stays_in_the_figures()
    {
        var (survey, account) = (await _ops.SurveyAsync(), await feedback.AccountAsync());
        var contact = await feedback.ContactAsync(account, "Pat Example");
        await _ops.AnswerAsync(survey, account, 2, "Call me: Pat Example", contact);

        var request = new ContactErasureRequested(account, Guid.NewGuid(), contact, ["u-1"]);
        await feedback.TellAsync(request);

        var erased = (await feedback.ToldAsync<ContactErased>(account, 1)).ShouldHaveSingleItem();
        (erased.ErasureId, erased.ContactId, erased.Service).ShouldBe((request.ErasureId, contact, "feedback"));
        erased.RowsChanged.ShouldBeGreaterThanOrEqualTo(2);
        var answer = await _ops.OnlyAsync($"/v1/answers?surveyId={survey}");
        (answer.Number("score"), answer.Text("class"), answer.Has("comment"), answer.Has("contactId"), answer.GetProperty("erased").GetBoolean()).ShouldBe((2, "detractor", false, false, true));

        // An event about the person that was on its way does not bring them back.
        await feedback.TellAsync(new ContactChanged(account, contact, 9, new ContactSnapshot("Pat Example", "p@example.com", null, null, null, [], [], null, "active", []), [], []));
        var other = await feedback.ContactAsync(account);
        other.ShouldNotBe(contact);
        (await feedback.Database.ScalarAsync<int>("select count(*)::int from contact_copy where contact_id = @contact", new { contact })).ShouldBe(0);
    }
}
