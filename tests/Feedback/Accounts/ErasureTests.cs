using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.PersonalData;
using Platform.TestKit;

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
        (
            answer.Number("score"),
            answer.Text("class"),
            answer.Has("comment"),
            answer.Has("contactId"),
            answer.GetProperty("erased").GetBoolean()
        ).ShouldBe((2, "detractor", false, false, true));

        // An event about the person that was on its way does not bring them back.
        await feedback.TellAsync(
            new ContactChanged(
                account,
                contact,
                9,
                new ContactSnapshot("Pat Example", "p@example.com", null, null, null, [], [], null, "active", []),
                [],
                []
            )
        );
        var other = await feedback.ContactAsync(account);
        other.ShouldNotBe(contact);
        (
            await feedback.Database.ScalarAsync<int>(
                "select count(*)::int from contact_copy where contact_id = @contact",
                new { contact }
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task Old_names_and_merged_duplicates_are_gone_from_interviews_requests_and_notes()
    {
        var mark = Guid.NewGuid().ToString("N")[..8];
        var (name, old, email) = ($"Zed \"Q\" O'Hara{mark}", $"Zoë Former{mark}", $"z.{mark}@erase.example");
        var (survey, account) = (await _ops.SurveyAsync(), await feedback.AccountAsync());
        var (contact, duplicate) = (
            await feedback.ContactAsync(account, name),
            await feedback.ContactAsync(account, "Zo")
        );
        await _ops.PostAsync(
            "/v1/interviews",
            new
            {
                kind = "churn",
                outcome = "churned",
                conducted = "us",
                anonymous = false,
                accountId = account,
                heldOn = feedback.Today,
                summary = $"{old} and Zo decided; Zoltan stayed",
                themes = new[]
                {
                    new
                    {
                        theme = "price",
                        decisive = true,
                        quote = $"{email} said so",
                    },
                },
            }
        );
        await _ops.PostAsync(
            "/v1/requests",
            new
            {
                accountId = account,
                title = $"Dark mode {mark}",
                description = $"For {name}, {old.ToUpperInvariant()}",
                onBoard = false,
                note = $"Zo wants it",
            }
        );
        await _ops.AnswerAsync(survey, account, 2, "All well", duplicate);
        await _ops.AnswerAsync(survey, account, 3, $"{old} left us");
        var (seal, erasure) = (feedback.Services.GetRequiredService<SpellingSeal>(), Guid.NewGuid());

        await feedback.TellAsync(
            new ContactErasureRequested(account, erasure, contact, [])
            {
                Spellings = seal.Seal(new PersonSpellings([name, old, email], ["Zo"], [])),
                DuplicateContactIds = [duplicate],
            }
        );

        var erased = (await feedback.ToldAsync<ContactErased>(account, 1)).ShouldHaveSingleItem();
        (await Traces.OfAsync(feedback.DatabaseConnectionString, name, old, email)).ShouldBeEmpty();
        (
            await feedback.Database.ScalarAsync<string>(
                "select summary from interview where account_id = @account",
                new { account }
            )
        ).ShouldBe("(erased) and (erased) decided; Zoltan stayed");
        (
            await feedback.Database.ScalarAsync<string>(
                "select description from product_request where title = @title",
                new { title = $"Dark mode {mark}" }
            )
        ).ShouldBe("For (erased), (erased)");
        (
            await feedback.Database.ScalarAsync<int>(
                "select count(*)::int from answer where account_id = @account and erased",
                new { account }
            )
        ).ShouldBe(1, "the duplicate's own answer is the person's");
        erased
            .Found!.Select(it => it.Column)
            .ShouldBeSubsetOf([
                "interview.summary",
                "interview_theme.quote",
                "product_request.description",
                "request_vote.note",
                "answer.comment",
                "messaging.idempotency_key.sealed",
            ]);
        erased.Found!.Select(it => it.Column).ShouldContain("interview.summary");
        erased.Left.ShouldBe([]);
    }
}
