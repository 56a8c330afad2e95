using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.EndToEnd.Tests;

namespace Platform.Cases.Tests;

/// <summary>The cases about reading files: at every entrance the right text, day and amount, or a line with a
/// reason.</summary>
[Collection(OnOneCompany.Name)]
public sealed class FileCasesTests(Company company)
{
    private readonly HttpClient _ops = company.Ops;

    [Fact]
    public async Task Case_02_a_date_with_an_offset_is_the_day_that_is_written_or_the_mappings()
    {
        (await company.ImportAsync("02-date-with-offset/subscriptions.csv")).Report.ShouldBeEmpty();
        (await company.SubscriptionsAsync("F-02"))["TZ-1"].Text("startsOn").ShouldBe("2026-04-01");
        (
            await company.ImportAsync(
                "02-date-with-offset/subscriptions.csv",
                "--mapping",
                Company.Path("02-date-with-offset/mapping-berlin.json")
            )
        ).Said.ShouldContain("1 unchanged");
        await company.ImportAsync("02-date-with-offset/b");
        (await company.SubscriptionsAsync("F-03"))["TZ-2"].Text("startsOn").ShouldBe("2026-04-01");
        await company.ImportAsync(
            "02-date-with-offset/c/subscriptions.csv",
            "--mapping",
            Company.Path("02-date-with-offset/mapping-berlin.json")
        );
        (await company.SubscriptionsAsync("F-04"))["TZ-3"].Text("startsOn").ShouldBe("2026-04-01");
        (await company.MovesAsync("F-04")).ShouldBe([("2026-04-01", 100m)]);
    }

    [Fact]
    public async Task Case_04_a_mark_before_three_digits_is_asked_about()
    {
        foreach (
            var (directory, ids) in new[]
            {
                ("", "F-06 TH-1 1500 F-07 TH-2 12000 F-08 TH-3 2250"),
                ("/comma", "F-06 TC-1 1500 F-07 TC-2 12000"),
            }
        )
        {
            var asked = await company.ImportAsync($"04-thousands-dot{directory}/subscriptions.csv");
            (asked.ExitCode, asked.Said.Contains("--confirm amount=FORMAT", StringComparison.Ordinal)).ShouldBe(
                (1, true),
                asked.Said
            );
            await company.ImportAsync(
                $"04-thousands-dot{directory}/subscriptions.csv",
                "--confirm",
                directory.Length == 0 ? "amount=," : "amount=."
            );
            foreach (var row in ids.Split(' ').Chunk(3))
                Company
                    .PriceOf((await company.SubscriptionsAsync(row[0]))[row[1]])
                    .ShouldBe(decimal.Parse(row[2], CultureInfo.InvariantCulture), row[1]);
        }

        (await company.ImportAsync("04-thousands-dot/full")).ExitCode.ShouldBe(0);
        Company.PriceOf((await company.SubscriptionsAsync("F-06"))["TF-1"]).ShouldBe(1500);
        Company.PriceOf((await company.SubscriptionsAsync("F-07"))["TF-2"]).ShouldBe(950);
    }

    [Fact]
    public async Task Case_08_bytes_that_are_not_utf_8_are_read_as_declared_or_refused_by_line()
    {
        var contacts = await company.ImportAsync("08-encodings/contacts-1252");
        (contacts.ExitCode, contacts.Report.Single()).ShouldBe((3, "2 undecodable-text"));
        contacts.Said.ShouldContain("windows-1252");
        (await company.ImportAsync("08-encodings/contacts-bom")).Report.ShouldBeEmpty();
        (await company.ImportAsync("08-encodings/contacts-utf16")).Report.ShouldBeEmpty();
        (await _ops.ReadAsync($"/v1/accounts/{await company.AccountAsync("F-10")}/contacts"))
            .Items()
            .Select(contact => contact.Text("name"))
            .ShouldBe(["Anne\nLine Two", "Zoë"], ignoreOrder: true);

        (await company.ImportAsync("08-encodings/usage-1252/usage.csv")).Report.ShouldBe(["2 undecodable-text"]);
        (
            await company.ImportAsync(
                "08-encodings/usage-1252/usage.csv",
                "--mapping",
                Company.Path("08-encodings/usage-1252/mapping.json")
            )
        ).Report.ShouldBeEmpty();
        (await company.ImportAsync("08-encodings/usage-utf16-no-bom")).Report.ShouldBeEmpty();
        await _ops.UntilAsync(company.Platform, "both features are known as they are written", "/v1/features", it =>
            new[] { "export – pdf", "export" }
                .Except(it.Items().Select(feature => feature.Text("name")), StringComparer.Ordinal)
                .ToArray()
                .Length == 0
        );
        (await _ops.ReadAsync("/v1/features")).ToString().ShouldNotContain("\uFFFD");

        var survey = await SurveyAsync("encodings");
        async Task<JsonElement> AnswersAsync(string more)
        {
            using var body = new ByteArrayContent(
                await File.ReadAllBytesAsync(Company.Path("08-encodings/answers-1252.csv"))
            );
            body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            using var request = new HttpRequestMessage(
                HttpMethod.Post,
                $"/v1/surveys/{survey}/imports?score=score&date=date&comment=comment{more}"
            )
            {
                Content = body,
            };
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            using var answer = await _ops.SendAsync(request);
            return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        }
        (await AnswersAsync("")).GetProperty("defects")[0].GetProperty("line").GetInt32().ShouldBe(2);
        (await AnswersAsync("&encoding=windows-1252")).GetProperty("recorded").GetInt32().ShouldBe(1);
        (await _ops.ReadAsync($"/v1/answers?surveyId={survey}"))
            .Items()
            .ShouldHaveSingleItem()
            .Text("comment")
            .ShouldBe("très bien – merci");
    }

    [Fact]
    public async Task Case_13_a_domain_is_a_bare_host_or_a_warning()
    {
        await company.ImportAsync("13-domain-key/accounts.csv");
        var contacts = await company.ImportAsync(
            "13-domain-key/contacts.csv",
            "--mapping",
            Company.Path("13-domain-key/contacts-mapping.json")
        );
        contacts.Report.ShouldBe(
            ["6 unknown-account"],
            "only dom-five.example is the domain of none: app.dom-five.example is another"
        );

        var odd = await company.ImportAsync("13-domain-key/q");
        odd.Report.Where(told => told.EndsWith("not-a-domain", StringComparison.Ordinal))
            .ShouldBe(["4 not-a-domain", "5 not-a-domain"]);
        async Task<string?> DomainAsync(string id) =>
            (await _ops.ReadAsync($"/v1/accounts/{await company.AccountAsync(id)}")).TryGetProperty(
                "domain",
                out var domain
            )
                ? domain.GetString()
                : null;
        (
            await DomainAsync("DM-6"),
            await DomainAsync("DM-7"),
            await DomainAsync("DM-8"),
            await DomainAsync("DM-9")
        ).ShouldBe(("dom-six.example", "dom-seven.example", null, null));
        (await DomainAsync("DM-2")).ShouldBe("dom-two.example");
    }

    [Fact]
    public async Task Case_15_minor_units_can_be_said()
    {
        var mapping = Path.Combine(Path.GetTempPath(), $"minor-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(
            mapping,
            """
            {"kind":"subscriptions","columns":{"id":"externalId","account_id":"account","plan":"product",
            "unit_amount":{"field":"amount","unit":"minor"},
             "currency":"currency","interval_months":"periodMonths","start_date":"startsOn"}}
            """
        );
        (await company.ImportAsync("15-minor-units/subscriptions.csv", "--mapping", mapping)).Report.ShouldBeEmpty();
        File.Delete(mapping);

        Company.PriceOf((await company.SubscriptionsAsync("F-18"))["MU-1"]).ShouldBe(1500);
        (await company.MovesAsync("F-18")).ShouldBe([("2026-01-01", 125m)]);
    }

    [Fact]
    public async Task Case_17_the_separator_line_is_read_at_both_entrances()
    {
        (await company.ImportAsync("17-sep-line/contacts.csv")).Said.ShouldContain("1 new");
        var usage = await company.ImportAsync("17-sep-line/u");
        usage.Report.ShouldBeEmpty();
        usage.Said.ShouldContain("1 events accepted");
    }

    [Fact]
    public async Task Case_23_a_formula_in_a_name_is_harmless_in_an_export()
    {
        await using var file = File.Create(
            Path.Combine(Path.GetTempPath(), $"contacts-{Guid.NewGuid():N}.csv"),
            4096,
            FileOptions.DeleteOnClose
        );
        await _ops.PostAsync(
            $"/v1/accounts/{await company.AccountAsync("F-23")}/contacts",
            new { name = "=cmd|x" },
            201
        );

        var csv = await _ops.GetStringAsync("/v1/exports/contacts?format=csv");

        csv.ShouldContain("'=cmd|x");
        csv.ShouldNotContain(",=cmd|x");
    }

    [Fact]
    public async Task Case_25_ids_that_a_spreadsheet_broke_are_warned_about()
    {
        var accounts = await company.ImportAsync("25-ids-broken-by-spreadsheets/accounts.csv");
        accounts.Report.ShouldBe(["2 looks-like-a-shortened-number", "3 repeated-in-file"], ignoreOrder: true);
        accounts
            .Defects.Single(told => told.Text("code") == "repeated-in-file")
            .Text("message")
            .ShouldContain("a spreadsheet or a script rewrote");

        var contacts = await company.ImportAsync("25-ids-broken-by-spreadsheets/contacts.csv");
        contacts.ExitCode.ShouldBe(3);
        contacts.Said.ShouldContain("Nothing was imported: all 2 rows were refused");
        contacts.Report.ShouldBe(
            ["2 unknown-account", "3 looks-like-a-shortened-number", "3 unknown-account"],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task Case_26_odd_dates_and_words_for_empty_are_refused_by_line_until_they_are_declared()
    {
        var undeclared = await company.ImportAsync("26-dates-and-null-words/subscriptions.csv");
        undeclared.Report.ShouldBe(
            ["2 not-a-date", "3 not-a-date", "5 not-a-date", "6 not-a-date", "7 not-a-number", "8 not-a-number"],
            ignoreOrder: true
        );
        (await company.SubscriptionsAsync("F-19")).Keys.ShouldBe(["XD-3"]);

        var mapping = Path.Combine(Path.GetTempPath(), $"odd-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(
            mapping,
            """
            {"kind":"subscriptions","dates":["YYYY-MM-DD","YYYY-MM-DD UTC","excel","epoch"],"empty":["NULL"],
             "columns":{"id":"externalId","account_id":"account","plan":"product","amount":"amount",
             "start_date":"startsOn","end_date":"endsOn"}}
            """
        );
        var declared = await company.ImportAsync("26-dates-and-null-words/subscriptions.csv", "--mapping", mapping);
        declared.Report.ShouldBe(["7 not-a-number", "8 not-a-number"], ignoreOrder: true);
        (await company.SubscriptionsAsync("F-19"))
            .Values.Select(row => row.Text("startsOn"))
            .ShouldBe(Enumerable.Repeat("2024-01-01", 5));
        (
            await company.ImportAsync("26-dates-and-null-words/null/subscriptions.csv", "--mapping", mapping)
        ).Report.ShouldBeEmpty();
        var ends = (await company.SubscriptionsAsync("F-28")).ToDictionary(
            row => row.Key,
            row => row.Value.TryGetProperty("endsOn", out var end) ? end.GetString() : null
        );
        (ends["NW-1"], ends["NW-2"]).ShouldBe((null, "2027-01-01"));
        File.Delete(mapping);
    }

    [Fact]
    public async Task Case_26_nested_fields_are_read_at_both_entrances()
    {
        var usage = await company.ImportAsync(
            "26-segment-nested/usage.ndjson",
            "--mapping",
            Company.Path("26-segment-nested/mapping.json")
        );
        usage.Report.ShouldBeEmpty();
        usage.Said.ShouldContain("1 events accepted");
        (
            await company.ImportAsync(
                "26-segment-nested/contacts.ndjson",
                "--mapping",
                Company.Path("26-segment-nested/contacts-mapping.json")
            )
        ).Said.ShouldContain("1 new");
        var account = await company.AccountAsync("F-20");
        await using var scoring = NpgsqlDataSource.Create(company.Platform.ConnectionString("health-scoring-db"));
        await company.Platform.EventuallyAsync("the three uses are counted", async () =>
        {
            await using var connection = await scoring.OpenConnectionAsync();
            return await connection.ExecuteScalarAsync<long>(
                    "select coalesce(sum(quantity), 0)::bigint from usage_day where account_id = @account",
                    new { account }
                ) == 3;
        });
    }

    [Fact]
    public async Task Case_28_a_usage_file_leaves_what_was_declared_of_a_feature()
    {
        await _ops.SendAsync(HttpMethod.Put, "/v1/features/field_core_feature", new { core = true, premium = true });
        (await company.ImportAsync("28-usage-import-resets-core")).Said.ShouldContain("1 events accepted");

        var feature = (await _ops.ReadAsync("/v1/features"))
            .Items()
            .Single(it => it.Text("name") == "field_core_feature");
        (
            feature.GetProperty("core").GetBoolean(),
            feature.GetProperty("premium").GetBoolean(),
            feature.GetProperty("version").GetInt32()
        ).ShouldBe((true, true, 1));
    }

    [Fact]
    public async Task Case_30_a_price_counts_from_the_day_that_the_file_says()
    {
        await company.ImportAsync(
            "30-price-change-date/subscriptions.csv",
            "--mapping",
            Company.Path("30-price-change-date/mapping.json")
        );
        await company.ImportAsync(
            "30-price-change-date/subscriptions2.csv",
            "--mapping",
            Company.Path("30-price-change-date/mapping.json")
        );

        (await company.MovesAsync("F-29")).ShouldBe([("2026-01-01", 100m), ("2026-10-15", 50m)]);
    }

    private async Task<Guid> SurveyAsync(string name) =>
        (
            await _ops.PostAsync(
                "/v1/surveys",
                new
                {
                    name = $"{name} {Guid.NewGuid():N}",
                    type = "nps",
                    question = "How likely are you to recommend us?",
                },
                (int)HttpStatusCode.Created
            )
        ).Id();
}
