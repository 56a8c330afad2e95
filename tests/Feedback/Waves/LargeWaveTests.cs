using System.Diagnostics;

namespace Platform.Feedback.Tests.Waves;

/// <summary>A whole wave over HTTP: many people, two waves at the same moment, many answers. The full size runs only
/// when asked for (-explicit only).</summary>
public sealed class LargeWaveTests(FeedbackUnderTest feedback, ITestOutputHelper output)
    : IClassFixture<FeedbackUnderTest>
{
    private readonly HttpClient _ops = feedback.ClientFor("ops", "olga");

    [Fact]
    public Task A_wave_to_2000_contacts_with_15_percent_answering_counts_each_answer_once() => RunAsync(2_000);

    [Fact(Explicit = true)]
    public Task A_wave_to_20000_contacts_with_15_percent_answering_counts_each_answer_once() => RunAsync(20_000);

    private async Task RunAsync(int people)
    {
        await feedback.Database.ExecuteAsync(
            """
            with a as (
                insert into account_copy (account_id, name, lifecycle, size, owners, version)
                select gen_random_uuid(), 'A' || i, 'established',
                    (array['smb', 'mid_market', 'enterprise'])[1 + i % 3], '{"csm":"carla"}', 1
                    from generate_series(1, 200) i returning account_id
            ),
            numbered as (select account_id, row_number() over () as n from a)
            insert into contact_copy (contact_id, account_id, name, email, roles, product_user_ids, status, version)
            select gen_random_uuid(), account_id, 'P' || i, 'p' || i || '@large.example',
                array[(array['champion', 'end_user'])[1 + i % 2]], '{}', 'active', 1
            from generate_series(1, @people) i join numbered on n = 1 + i % 200
            """,
            new { people }
        );
        var survey = await _ops.SurveyAsync();
        var watch = Stopwatch.StartNew();

        var waves = await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(i =>
                    _ops.PostAsync(
                        "/v1/waves",
                        new
                        {
                            surveyId = survey,
                            name = $"Wave {i}",
                            channel = "email",
                            audience = new { },
                        }
                    )
                )
        );
        var opened = watch.Elapsed;
        waves.Sum(w => w.Number("invited")).ShouldBe(people, "two waves at the same moment ask each person once");

        var links = new List<string>();
        foreach (var wave in waves)
            links.AddRange(await LinksAsync(wave.Id()));
        var listed = watch.Elapsed;
        links.Count.ShouldBe(people);
        var random = new Random(20261122);
        var answers = links
            .OrderBy(_ => random.Next())
            .Take(people * 15 / 100)
            .Select(l => (Link: l, Score: random.Next(11)))
            .ToList();
        var visitor = feedback.Visitor();
        await Parallel.ForEachAsync(answers, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (answer, ct) =>
        {
            // Some send twice at once, as impatient people do.
            var sends = answer.Score == 10 ? 2 : 1;
            var sent = await Task.WhenAll(
                Enumerable
                    .Range(0, sends)
                    .Select(_ =>
                        visitor.PostAsync(
                            answer.Link,
                            new FormUrlEncodedContent([KeyValuePair.Create("score", $"{answer.Score}")]),
                            ct
                        )
                    )
            );
            sent.ShouldAllBe(s => (int)s.StatusCode == 303);
        });
        var answered = watch.Elapsed - listed;

        var recount = (
            N: answers.Count,
            Value: 100m * (answers.Count(a => a.Score >= 9) - answers.Count(a => a.Score <= 6)) / answers.Count
        );
        var figure = (await _ops.ReadAsync($"/v1/surveys/{survey}/figures")).List("figures").ShouldHaveSingleItem();
        (figure.Number("n"), figure.Number("value"), figure.Number("invited"), figure.Number("responseRate")).ShouldBe(
            (recount.N, decimal.Round(recount.Value, 2, MidpointRounding.AwayFromZero), people, 0.15m)
        );
        foreach (var by in new[] { "size", "role" })
            (await _ops.ReadAsync($"/v1/surveys/{survey}/figures?by={by}"))
                .List("figures")
                .Sum(f => f.Number("n"))
                .ShouldBe(recount.N);
        (
            await feedback.Database.ScalarAsync<int>(
                "select count(*)::int from answer where survey_id = @survey and version = 1",
                new { survey }
            )
        ).ShouldBe(recount.N, "each is stored once, and none was corrected by its repetition");
        (
            await feedback.Database.ScalarAsync<int>(
                "select count(*)::int from feedback_loop l join answer a on a.id = l.answer_id where a.survey_id "
                    + "= @survey",
                new { survey }
            )
        ).ShouldBe(answers.Count(a => a.Score <= 6));
        output.WriteLine(
            $"{people} people: opened in {opened.TotalSeconds:0.0} s, links listed after "
                + $"{listed.TotalSeconds:0.0} s, {answers.Count} answers in {answered.TotalSeconds:0.0} s"
        );
    }

    private async Task<List<string>> LinksAsync(Guid wave)
    {
        var (links, next) = (new List<string>(), "");
        do
        {
            var page = await _ops.ReadAsync($"/v1/waves/{wave}/invitations?limit=200{next}");
            links.AddRange(page.List("items").Select(i => i.Text("link")));
            next = page.Has("next") ? $"&cursor={page.Text("next")}" : "";
        } while (next.Length > 0);
        return links;
    }
}
