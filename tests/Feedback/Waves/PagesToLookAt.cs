namespace Platform.Feedback.Tests.Waves;

/// <summary>Writes the customers' pages into a folder, to be looked at in a browser. Runs only when asked
/// for.</summary>
public sealed class PagesToLookAt(FeedbackUnderTest feedback, ITestOutputHelper output)
    : IClassFixture<FeedbackUnderTest>
{
    private readonly HttpClient _ops = feedback.ClientFor("ops", "olga");
    private readonly HttpClient _visitor = feedback.Visitor();
    private readonly string _folder = Directory
        .CreateDirectory(Path.Combine(Path.GetTempPath(), "feedback-pages"))
        .FullName;

    [Fact(Explicit = true)]
    public async Task Write()
    {
        var account = await feedback.AccountAsync();
        var nps = await LinkAsync(
            await _ops.SurveyAsync(
                "nps",
                new { question = "How likely are you to recommend the Suite to a colleague?" }
            ),
            account
        );
        await SaveAsync("nps", await _visitor.GetAsync($"{nps}?score=8"));
        await SaveAsync(
            "nps-missing",
            await _visitor.PostAsync(
                nps,
                new FormUrlEncodedContent([KeyValuePair.Create("comment", "Imports are slow on Mondays.")])
            )
        );
        await _visitor.PostAsync(nps, new FormUrlEncodedContent([KeyValuePair.Create("score", "8")]));
        await SaveAsync("thanks", await _visitor.GetAsync($"{nps}/thanks"));
        await SaveAsync("broken", await _visitor.GetAsync("/answer/x"));
        await SaveAsync(
            "csat",
            await _visitor.GetAsync(
                await LinkAsync(
                    await _ops.SurveyAsync(
                        "csat",
                        new
                        {
                            question = "How satisfied are you with how you were brought on board?",
                            questions = new object[]
                            {
                                new
                                {
                                    key = "pace",
                                    text = "How was the pace?",
                                    kind = "choice",
                                    choices = new[] { "Too slow", "About right", "Too fast" },
                                    required = true,
                                },
                                new
                                {
                                    key = "docs",
                                    text = "How good were the guides?",
                                    kind = "rating",
                                    scaleTo = 5,
                                },
                                new
                                {
                                    key = "miss",
                                    text = "What did you miss?",
                                    kind = "text",
                                },
                            },
                        }
                    ),
                    account
                )
            )
        );
        var other = await feedback.AccountAsync();
        async Task<Guid> AskAsync(Guid who, string title, string description, bool onBoard) => (
                await _ops.PostAsync(
                    "/v1/requests",
                    new
                    {
                        accountId = who,
                        title,
                        description,
                        onBoard,
                    }
                )
            ).GetProperty("request").Id();
        await AskAsync(account, "Export dashboards as PDF", "We send them to our board every month.", false);
        var shipped = await AskAsync(account, "Single sign-on with our own identity provider", "", true);
        await _ops.PutAsync(
            $"/v1/requests/{shipped}/status",
            new { status = "shipped", reason = "It is in release 4.2, see Settings, Security." }
        );
        await AskAsync(other, "Dark mode", "Our night shift would thank you.", true);
        await AskAsync(other, "Keyboard shortcuts for the planning view", "", true);
        await SaveAsync(
            "board",
            await _visitor.GetAsync(
                (await _ops.PostAsync($"/v1/accounts/{account}/feedback/board-links", new { })).Text("link")
            )
        );
        output.WriteLine(_folder);
    }

    private async Task<string> LinkAsync(Guid survey, Guid account)
    {
        var contact = await feedback.ContactAsync(account);
        feedback.Clock.Advance(TimeSpan.FromDays(91));
        var wave = (
            await _ops.PostAsync(
                "/v1/waves",
                new
                {
                    surveyId = survey,
                    name = "Wave",
                    audience = new { accountIds = new[] { account } },
                }
            )
        ).Id();
        return (await _ops.ReadAsync($"/v1/waves/{wave}/invitations"))
            .List("items")
            .Single(i => i.Id("contactId") == contact)
            .Text("link");
    }

    private async Task SaveAsync(string name, HttpResponseMessage answer) =>
        await File.WriteAllTextAsync(Path.Combine(_folder, $"{name}.html"), await answer.Content.ReadAsStringAsync());
}
