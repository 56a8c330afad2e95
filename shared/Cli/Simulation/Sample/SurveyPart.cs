using System.Globalization;
using System.Text;
using Platform.Simulator.Randomness;
using Platform.Simulator.Records;

namespace Platform.Cli.Simulation.Sample;

/// <summary>
/// Surveys with a past and a present: the simulated company's NPS answers with words, satisfaction with support, a wave
/// under way and one to come; then the loops that unhappy answers opened.
/// </summary>
internal sealed class SurveyPart(Scene scene) : SamplePart("Surveys", scene)
{
    private static readonly string[] Steps = ["thank", "acknowledge", "act", "follow_up"];

    private static readonly string[] LargeSizes = ["enterprise", "mid_market"];

    private static readonly string[] SponsorRole = ["executive_sponsor"];

    private static readonly string[] SettledStages = ["adopting", "established", "renewing"];

    /// <summary>What people say one after the other, and what those say who follow a link.</summary>
    private static readonly int[] Scores = [9, 10, 8, 9, 6, 10, 7, 9, 3, 8, 10, 9, 5, 9, 10, 7, 2, 9, 8, 10];

    private static readonly int[] ScoresByLink = [9, 10, 7, 9, 8, 5, 10, 6, 9, 10, 8, 9];

    /// <summary>How many steps of a loop are done.</summary>
    private static readonly int[] StepsDone = [4, 1, 0, 3, 2, 4, 0, 1];

    protected override async Task TellStoriesAsync(CancellationToken ct)
    {
        var (support, effort) = (Guid.Empty, Guid.Empty);
        await Task.WhenAll(
            OneAsync("survey-support", async story => support = await SurveyAsync(story, Support)),
            OneAsync("survey-effort", async story => effort = await SurveyAsync(story, Effort)),
            OneAsync("survey-roadmap", async story => await SurveyAsync(story, Roadmap)),
            OneAsync("past-answers", story => PastAnswersAsync(story, ct))
        );
        Count("surveys");
        await Task.WhenAll(
            WavesAsync(ct),
            NpsAsync(ct),
            OfAsync(support, FeedbackTexts.Support, 30, ct),
            OfAsync(effort, FeedbackTexts.Effort, 14, ct)
        );
        await LoopsAsync(ct);

        async Task<Guid> SurveyAsync(Story story, object survey)
        {
            Count("surveys");
            return (await story.PostAsync(Scene.Operations, "v1/surveys", survey, ct)).Id();
        }
    }

    private static object Support =>
        new
        {
            name = "After a ticket",
            type = "csat",
            question = "How satisfied are you with how we solved it?",
            product = "Support",
        };

    private static object Effort =>
        new
        {
            name = "Setting up",
            type = "ces",
            question = "How easy was it to set this up?",
            product = "Onboarding",
        };

    private static object Roadmap =>
        new
        {
            name = "What next?",
            type = "custom",
            question = "Help us to choose what comes next",
            questions = new object[]
            {
                new
                {
                    key = "first",
                    text = "What should come first?",
                    kind = "choice",
                    choices = new[] { "Imports", "Mobile app", "Forecasts", "Speed" },
                },
                new
                {
                    key = "hours",
                    text = "How much time would it save you?",
                    kind = "rating",
                    scaleTo = 5,
                },
                new
                {
                    key = "why",
                    text = "Why?",
                    kind = "text",
                },
            },
        };

    /// <summary>
    /// As a file, as one brings one's history along; the answers' own keys keep them from counting twice.
    /// </summary>
    private async Task PastAnswersAsync(Story story, CancellationToken ct)
    {
        var csv = new StringBuilder("key,account,person,score,date,comment\n");
        var emails = Scene
            .Accounts.SelectMany(account => account.Simulated.Contacts)
            .ToDictionary(contact => contact.Id, contact => contact.Email, StringComparer.Ordinal);
        // The last days' answers are told one by one below.
        var rows = Scene
            .Company.Accounts.SelectMany(account => NpsAnswers.Of(Scene.Company.Options, account))
            .Where(row => row.AnsweredAt < Scene.At(-20, 0) && emails.ContainsKey(row.Contact));
        foreach (var row in rows)
        {
            var words = Words(row.Score, Prng.For(Scene.Company.Options.Seed, row.ExternalId));
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{row.ExternalId},{Scene.Company.Options.Source}:{row.Account},{emails[row.Contact]},{row.Score},"
            );
            csv.Append(CultureInfo.InvariantCulture, $"{row.AnsweredAt:yyyy-MM-dd'T'HH:mm:ss'Z'},\"{words}\"\n");
        }

        const string Columns = "score=score&date=date&comment=comment&account=account&person=person&key=key";
        var path = $"v1/surveys/{Scene.Survey}/imports?{Columns}";
        var report = await story.PostTextAsync(Scene.Operations, path, csv.ToString(), "text/csv", ct);
        Count("past answers", report.GetProperty("recorded").GetInt32() + report.GetProperty("repeated").GetInt32());
    }

    private Task WavesAsync(CancellationToken ct) => OneAsync("waves", async story =>
        {
            var sponsors = new
            {
                surveyId = Scene.Survey,
                name = string.Create(CultureInfo.InvariantCulture, $"Sponsors, {Scene.Today:MMMM yyyy}"),
                channel = "link",
                audience = new { sizes = LargeSizes, roles = SponsorRole },
                answerDays = 30,
            };
            var wave = await story.PostAsync(Scene.Operations, "v1/waves", sponsors, ct);
            var series = new
            {
                surveyId = Scene.Survey,
                name = "Everybody, each quarter",
                channel = "email",
                audience = new { lifecycles = SettledStages },
                startsAt = Scene.At(21, 8),
                repeatDays = 91,
            };
            await story.PostAsync(Scene.Operations, "v1/waves", series, ct);
            Count("waves", 2);
            await AnswerByLinkAsync(wave.Id(), story, ct);
        });

    /// <summary>Half of the sponsors who were asked follow the link.</summary>
    private async Task AnswerByLinkAsync(Guid wave, Story story, CancellationToken ct)
    {
        var invited = await Scene.ListAsync($"v1/waves/{wave}/invitations", ct);
        foreach (var (invitation, place) in invited.Select((invitation, place) => (invitation, place)).Take(24))
        {
            if (place % 2 == 1 || invitation.TextOrNull("link") is not { } link)
                continue;
            var score = ScoresByLink[place / 2];
            var body = new
            {
                score,
                comment = Words(score, Prng.For(Scene.Company.Options.Seed, "link", place)),
                wantsReply = score < 7,
            };
            await story.PostAsync(Scene.Operations, $"v1/answers/{link.Split('/')[^1]}", body, ct);
            Count("answers by link");
        }
    }

    /// <summary>Answers of the last days, which open loops where somebody is unhappy.</summary>
    private Task NpsAsync(CancellationToken ct)
    {
        var people = Scene
            .Customers.Where(account => account.IsLarge)
            .SelectMany(account =>
                account
                    .Contacts.Where(contact => !contact.Is("executive_sponsor"))
                    .Take(2)
                    .Select(contact => (account, contact))
            )
            .Take(60)
            .Select((it, place) => (it.account, it.contact, Score: Scores[place % Scores.Length]));
        return EachAsync(
            people,
            it => $"nps-{it.contact.Simulated.Id}",
            async (it, story) =>
            {
                var random = Prng.For(Scene.Company.Options.Seed, it.contact.Simulated.Id);
                await AnswerAsync(
                    story,
                    it.account,
                    it.contact,
                    Scene.Survey,
                    it.Score,
                    Words(it.Score, random),
                    1 + random.Whole(0, 16),
                    ct
                );
            }
        );
    }

    private Task OfAsync(Guid survey, (int Score, string Comment)[] said, int answers, CancellationToken ct)
    {
        var people = Scene
            .Customers.Where(account => account.Admin is not null)
            .Where((_, place) => place % 4 == said.Length % 4)
            .Take(answers);
        return EachAsync(
            people.Select((account, place) => (account, place)),
            it => $"said-{said.Length}-{it.account.Key}",
            (it, story) =>
            {
                var (score, comment) = said[it.place % said.Length];
                return AnswerAsync(
                    story,
                    it.account,
                    it.account.Admin!,
                    survey,
                    score,
                    comment,
                    1 + (it.place % 25),
                    ct
                );
            }
        );
    }

    private async Task AnswerAsync(
        Story story,
        SampleAccount account,
        SampleContact contact,
        Guid survey,
        int score,
        string comment,
        int daysAgo,
        CancellationToken ct
    )
    {
        var body = new
        {
            accountId = account.Id,
            contactId = contact.Id,
            score,
            comment,
            answeredAt = Scene.At(-daysAgo, 8 + (account.Number % 9), account.Number % 60),
            sourceKey = $"sample-{Scene.Company.Options.Seed}-{contact.Simulated.Id}",
        };
        await story.PostAsync(account.Csm, $"v1/surveys/{survey}/answers", body, ct);
        Count("answers");
    }

    private string Words(int score, Prng random) =>
        random.Pick(
            score >= 9 ? FeedbackTexts.Promoters
            : score >= 7 ? FeedbackTexts.Passives
            : FeedbackTexts.Detractors
        );

    /// <summary>Some are closed, some under way, some past due, and one has gone to a colleague.</summary>
    private async Task LoopsAsync(CancellationToken ct)
    {
        var byId = Scene.Accounts.ToDictionary(account => account.Id);
        var loops = (await Scene.ListAsync("v1/loops", ct))
            .Where(loop => byId.ContainsKey(loop.GetProperty("accountId").GetGuid()))
            .Select(loop => (Loop: loop, Account: byId[loop.GetProperty("accountId").GetGuid()]));
        await EachAsync(
            loops,
            it => $"loop-{it.Loop.Id()}",
            async (it, story) =>
            {
                Count("loops");
                var done = it.Loop.Items("steps").Count(step => step.Has("doneAt"));
                for (var step = done; step < StepsDone[it.Account.Number % StepsDone.Length]; step++)
                {
                    var note =
                        step == 0
                            ? FeedbackTexts.LoopThanks[it.Account.Number % FeedbackTexts.LoopThanks.Length]
                            : null;
                    var whatChanged =
                        step == 3
                            ? FeedbackTexts.LoopChanges[it.Account.Number % FeedbackTexts.LoopChanges.Length]
                            : null;
                    var path = $"v1/loops/{it.Loop.Id()}/steps/{Steps[step]}/completion";
                    await story.PostAsync(it.Account.Csm, path, new { note, whatChanged }, ct);
                    if (step == 3)
                        Count("closed");
                }

                if (it.Account.Number % 8 == 6 && it.Loop.TextOrNull("owner") == it.Account.Csm.Id)
                    await story.PutAsync(
                        Scene.Manager,
                        $"v1/loops/{it.Loop.Id()}/owner",
                        new { owner = Scene.Manager.Id },
                        ct
                    );
            }
        );
    }
}
