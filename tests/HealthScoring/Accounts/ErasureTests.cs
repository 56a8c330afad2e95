using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.PersonalData;
using Platform.TestKit;

namespace Platform.HealthScoring.Tests.Accounts;

[Collection(OnServers.Name)]
public sealed class ErasureTests(HealthScoringUnderTest scoring)
{
    [Fact]
    public async Task A_sentiments_note_no_longer_names_the_person_and_the_sentiment_stays()
    {
        var account = await scoring.AddAccountAsync();
        using var heard = await scoring.ListenToAsync<ContactErased>();
        var sent = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(
            scoring.Ops,
            $"/v1/accounts/{account}/sentiment",
            new
            {
                sentiment = 2,
                reason = "relationship",
                note = "Zo and Zoraida Quillsentiment are angry",
            }
        );
        sent.EnsureSuccessStatusCode();
        await scoring.SendAsync(scoring.Ops, scoring.Event(account, "u-zora"));
        await scoring.StoredAsync(account, 1);

        var erasure = Guid.NewGuid();
        await scoring.PublishAsync(
            new ContactErasureRequested(account, erasure, Guid.NewGuid(), ["u-zora"])
            {
                Spellings = scoring
                    .Services.GetRequiredService<SpellingSeal>()
                    .Seal(new PersonSpellings(["Zoraida Quillsentiment"], ["Zo"], [])),
            }
        );

        var erased = await heard.FirstAsync(it => it.ErasureId == erasure);
        erased.Found!.ShouldContain(new ErasedColumn("reading.note", 1));
        (await Traces.OfAsync(scoring.DatabaseConnectionString, "Quillsentiment", "u-zora")).ShouldBeEmpty();
        (
            await scoring.Database.ScalarAsync<string>(
                "select note from reading where account_id = @account and note is not null",
                new { account }
            )
        ).ShouldBe("(erased) and (erased) are angry");
    }
}
