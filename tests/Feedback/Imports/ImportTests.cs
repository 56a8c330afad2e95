using System.Text;
using System.Text.Json;
using Platform.Contracts.Feedback;
using Platform.TestKit;

namespace Platform.Feedback.Tests.Imports;

public sealed class ImportTests(FeedbackUnderTest feedback)
{
    private const string Rating = "On a scale of 0-10, how would you rate Sudzilla?";
    private readonly HttpClient _ops = feedback.ClientFor("ops", "olga");

    private Task<HttpResponseMessage> SendAsync(Guid survey, string text, params (string Name, string Value)[] query)
    {
        var parameters = query.Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value)}");
        return _ops.PostAsync(
            $"/v1/surveys/{survey}/imports?{string.Join('&', parameters)}",
            new StringContent(text, Encoding.UTF8, "text/csv")
        );
    }

    private async Task<JsonElement> ImportAsync(Guid survey, string text, params (string Name, string Value)[] query) =>
        await (await SendAsync(survey, text, query)).JsonAsync();

    private static (decimal Read, decimal Recorded, decimal Repeated, decimal Failed) Counts(JsonElement report) =>
        (report.Number("read"), report.Number("recorded"), report.Number("repeated"), report.Number("failed"));

    [Fact]
    public async Task Past_answers_are_imported_and_repeats_and_dirty_dates_are_reported_by_line()
    {
        var (survey, account) = (await _ops.SurveyAsync(), await feedback.AccountAsync(externalId: "acme-import"));
        var contact = await feedback.ContactAsync(account, email: "pat@import.example");
        const string file = """
            when,score,why,who,customer,role
            2024-03-01 10:00:00.250,9,"Fast,
            and friendly",PAT@import.example,crm:acme-import,champion
            2024-03-01 10:00:00,9,"Fast,
            and friendly",PAT@import.example,crm:acme-import,champion
            2024-13-01,9,,x,crm:acme-import,
            ,8,,y,,
            2024-03-02,11,,z,,
            2024-03-02,7,,z,crm:nobody,
            2024-03-02,7,,z
            2299-01-01,7,,z,,
            2024-03-03,2,Slow?,somebody@else.example,,end_user
            """;
        (string, string)[] columns =
        [
            ("score", "score"),
            ("date", "when"),
            ("comment", "why"),
            ("person", "who"),
            ("account", "customer"),
            ("role", "role"),
        ];

        Counts(await ImportAsync(survey, file, [.. columns, ("dryRun", "true")])).ShouldBe((9, 2, 1, 6));
        (await _ops.ReadAsync($"/v1/answers?surveyId={survey}")).List("items").ShouldBeEmpty();
        var report = await ImportAsync(survey, file, columns);
        Counts(report).ShouldBe((9, 2, 1, 6));
        report
            .List("repeats")
            .Select(r => (r.Number("line"), r.Text("reason")))
            .ShouldBe([(4, "is the answer of line 2 again")]);
        report
            .List("defects")
            .Select(d => (d.Number("line"), d.Text("column")))
            .ShouldBe([(6, "when"), (7, "when"), (8, "score"), (9, "customer"), (10, ""), (11, "when")]);
        Counts(await ImportAsync(survey, file, columns)).ShouldBe((9, 0, 3, 6));

        var answers = (await _ops.ReadAsync($"/v1/answers?surveyId={survey}")).List("items");
        answers
            .Select(a =>
                (a.Number("score"), a.Text("account") != "", a.Has("contactId"), a.List("roles")[0].GetString())
            )
            .ShouldBe([(2m, false, false, "end_user"), (9, true, true, "end_user")]);
        answers[1].Id("contactId").ShouldBe(contact);
        (await _ops.ReadAsync($"/v1/loops?accountId={account}"))
            .List("items")
            .ShouldBeEmpty("nobody is owed a reply within two days for an answer of 2024");
        (await feedback.ToldAsync<SurveyAnswered>(account, 1)).ShouldHaveSingleItem().AnsweredAt.Year.ShouldBe(2024);
    }

    [Fact]
    public async Task Dates_that_read_both_ways_are_asked_about()
    {
        var survey = await _ops.SurveyAsync();
        (string, string)[] columns = [("score", "s"), ("date", "d")];
        (await SendAsync(survey, "d,s\n3/4/2024,9\n", columns).ProblemAsync()).ShouldSatisfyAllConditions(
            p => p.Type.ShouldBe("feedback/unreadable-file"),
            p => p.Detail.ShouldContain("dateOrder")
        );
        Counts(await ImportAsync(survey, "d,s\n3/4/2024,9\n", [.. columns, ("dateOrder", "dmy")]))
            .ShouldBe((1, 1, 0, 0));
        // One date that reads one way only settles it for the others.
        Counts(await ImportAsync(survey, "d,s\n5/4/2024,9\n25/4/2024,9\n", columns)).ShouldBe((2, 2, 0, 0));
        (await _ops.ReadAsync($"/v1/answers?surveyId={survey}"))
            .List("items")
            .Select(a => a.GetProperty("answeredAt").GetDateTimeOffset().Month)
            .ShouldBe([4, 4, 4]);
        (
            await SendAsync(survey, "d,s\n2024-01-01,9\n", ("score", "points"), ("date", "d")).ProblemAsync()
        ).Detail.ShouldContain("The file has: d, s");
    }

    [Fact]
    public async Task Bytes_that_are_not_utf_8_are_read_as_declared_or_refused_by_line_with_advice()
    {
        var survey = await _ops.SurveyAsync();
        async Task<JsonElement> SendBytesAsync(byte[] bytes, string more = "", string type = "text/csv")
        {
            using var body = new ByteArrayContent(bytes);
            body.Headers.ContentType = new(type);
            return await (
                await _ops.PostAsync($"/v1/surveys/{survey}/imports?score=score&date=date&comment=comment{more}", body)
            ).JsonAsync();
        }
        byte[] latin =
        [
            .. "score,date,comment\n9,2026-10-01,tr"u8,
            0xE8,
            .. "s bien "u8,
            0x96,
            .. " merci\n8,2026-10-02,ok\n"u8,
        ];

        var undeclared = await SendBytesAsync(latin, "&dryRun=true");
        Counts(undeclared).ShouldBe((2, 1, 0, 1));
        undeclared
            .List("defects")
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                defect => defect.Number("line").ShouldBe(2),
                defect => defect.Text("column").ShouldBe("comment"),
                defect => defect.Text("reason").ShouldContain("windows-1252")
            );
        Counts(await SendBytesAsync(latin, "&encoding=windows-1252")).ShouldBe((2, 2, 0, 0));
        Counts(
                await SendBytesAsync(
                    new UnicodeEncoding(false, false).GetBytes(
                        "sep=;\r\nscore;date;comment\r\n7;03.10.2026;naïve\r\n7;13.10.2026;b\r\n"
                    )
                )
            )
            .ShouldBe((2, 2, 0, 0));
        Counts(
                await SendBytesAsync(
                    "{\"score\":6,\"date\":1759276800,\"comment\":\"nested\"}\n"u8.ToArray(),
                    "&dates=epoch",
                    "application/x-ndjson"
                )
            )
            .ShouldBe((1, 1, 0, 0));

        (await _ops.ReadAsync($"/v1/answers?surveyId={survey}"))
            .List("items")
            .Select(a => (a.Number("score"), a.Text("comment")))
            .ShouldBe([(9m, "très bien – merci"), (8, "ok"), (7, "naïve"), (7, "b"), (6, "nested")], ignoreOrder: true);
    }

    [Fact]
    public async Task An_unclosed_quote_takes_nothing_of_the_answers_before_it_with_it()
    {
        var report = await ImportAsync(
            await _ops.SurveyAsync(),
            "d,s,c\n2026-01-01,9,a\n2026-01-02,8,b\n2026-01-03,7,\"c\n2026-01-04,6,d\n",
            ("score", "s"),
            ("date", "d"),
            ("comment", "c")
        );

        Counts(report).ShouldBe((3, 2, 0, 1));
        report.List("defects").ShouldHaveSingleItem().Number("line").ShouldBe(4);
    }

    [Fact]
    public async Task Known_answer_of_the_conference_is_minus_35_9_with_n_39_after_its_repeats_were_reported()
    {
        const string folder = "nps/case_040";
        Assert.SkipWhen(PublicData.Find(folder) is null, PublicData.Missing(folder));
        var survey = await _ops.SurveyAsync();
        (string, string)[] columns = [("score", Rating), ("date", "Timestamp"), ("comment", "...why?")];
        var american = await File.ReadAllTextAsync(Path.Combine(PublicData.Find(folder)!, "input_01.csv"));
        var iso = await File.ReadAllTextAsync(Path.Combine(PublicData.Find(folder)!, "input_02.csv"));

        (await SendAsync(survey, american, columns).ProblemAsync()).Detail.ShouldContain(
            "dateOrder",
            customMessage: "all its dates read both ways"
        );
        Counts(await ImportAsync(survey, american, [.. columns, ("dateOrder", "mdy")])).ShouldBe((39, 39, 0, 0));
        // The same answers with other dates: a fraction of the second more.
        Counts(await ImportAsync(survey, iso, columns)).ShouldBe((39, 0, 39, 0));

        var figure = (await _ops.ReadAsync($"/v1/surveys/{survey}/figures")).List("figures").ShouldHaveSingleItem();
        (figure.Number("n"), figure.Number("value"), figure.Number("promoters"), figure.Number("detractors")).ShouldBe(
            (39, -35.9m, 8, 22)
        );
    }

    [Fact]
    public async Task Known_answer_of_the_airlines_is_21_for_prep_air()
    {
        const string folder = "nps/case_122";
        Assert.SkipWhen(PublicData.Find(folder) is null, PublicData.Missing(folder));
        var survey = await _ops.SurveyAsync();
        (string, string)[] columns =
        [
            ("score", "How likely are you to recommend this airline?"),
            ("product", "Airline"),
            ("key", "CustomerID"),
            ("answeredAt", "2021-06-01T00:00:00Z"),
        ];
        foreach (var name in new[] { "input_01.csv", "input_02.csv" })
        {
            var report = await ImportAsync(
                survey,
                await File.ReadAllTextAsync(Path.Combine(PublicData.Find(folder)!, name)),
                columns
            );
            (report.Number("read"), report.Number("failed")).ShouldBe(
                (report.Number("recorded") + report.Number("repeated"), 0)
            );
        }

        var prepAir = (await _ops.ReadAsync($"/v1/surveys/{survey}/figures?by=product"))
            .List("figures")
            .Single(f => f.Text("group") == "Prep Air");
        decimal.Truncate(prepAir.Number("value")).ShouldBe(21);
    }
}
