using System.Net;
using System.Text.Json;
using Dapper;
using Npgsql;
using Platform.EndToEnd.Tests;

namespace Platform.Cases.Tests;

/// <summary>The cases about revenue, people, usage and the public API.</summary>
[Collection(OnOneCompany.Name)]
public sealed class PlatformCasesTests(Company company)
{
    private readonly HttpClient _ops = company.Ops;

    [Fact]
    public async Task Case_01_a_mail_scanner_answers_no_survey()
    {
        var account = await company.AccountAsync("F-26");
        await _ops.PostAsync(
            $"/v1/accounts/{account}/contacts",
            new { name = "Scanned", email = "scanned@f26.example" },
            201
        );
        await ContactsKnownAsync(1, account);
        var survey = await SurveyAsync();
        var wave = await WaveAsync(survey, account);
        var link = (await _ops.ReadAsync($"/v1/waves/{wave.Id()}/invitations"))
            .Items()
            .ShouldHaveSingleItem()
            .Text("link");
        using var scanner = new HttpClient { BaseAddress = company.Platform.Http };

        foreach (var query in new[] { "", "?score=2", "?score=9&utm_source=mail", "?q0=8" })
        {
            (await scanner.GetAsync(link + query)).StatusCode.ShouldBe(HttpStatusCode.OK);
            using var head = await scanner.SendAsync(new HttpRequestMessage(HttpMethod.Head, link + query));
            (head.StatusCode, (await head.Content.ReadAsByteArrayAsync()).Length).ShouldBe((HttpStatusCode.OK, 0));
        }

        var figure = (await _ops.ReadAsync($"/v1/surveys/{survey}/figures")).GetProperty("figures")[0];
        (figure.GetProperty("n").GetInt32(), figure.GetProperty("responses").GetInt32()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Case_03_a_trial_that_becomes_paid_earns_from_the_day_of_the_conversion()
    {
        await company.ImportAsync("03-trial-to-paid/1");
        (await company.MovesAsync("F-05")).ShouldBeEmpty();
        var before = await company.TodayAsync();
        await company.ImportAsync("03-trial-to-paid/2");

        var (day, moved) = (await company.MovesAsync("F-05")).ShouldHaveSingleItem();
        moved.ShouldBe(100m);
        // Two days can be right when midnight passes during the import.
        new[] { before, await company.TodayAsync() }.ShouldContain(day);
    }

    [Theory]
    [InlineData("2025-12-01", "2026-11-30", 12)]
    [InlineData("2027-01-01", "2027-12-31", 12)]
    [InlineData("2025-03-01", "2025-08-31", 6)]
    [InlineData("2027-01-01", "2028-01-01", 12)]
    [InlineData("2027-01-15", "2028-01-14", 12)]
    public async Task Case_05_first_to_last_day_is_a_whole_number_of_months(string startsOn, string endsOn, int months)
    {
        var contract = await _ops.PostAsync(
            "/v1/contracts",
            new
            {
                accountId = await company.AccountAsync("F-24"),
                number = $"CT-{startsOn}-{endsOn}",
                signedOn = "2025-01-02",
                startsOn,
                endsOn,
                autoRenew = true,
                noticeDays = 30,
                lines = new[] { new { product = "Suite", price = Calls.Price(100) } },
            },
            201
        );

        contract.GetProperty("termMonths").GetInt32().ShouldBe(months);
    }

    [Fact]
    public async Task Case_10_an_event_id_used_again_is_told_at_each_event_as_it_was_sent()
    {
        var at = DateTimeOffset.UtcNow.AddHours(-1);
        var events = new[] { "F-30", "F-31", "F-30" }.Select(account => new
        {
            eventId = "1001",
            account = $"import:{account}",
            user = "u",
            feature = "export",
            occurredAt = at,
        });
        await AccountsScoredAsync("F-30", "F-31");

        var results = (await _ops.PostAsync("/v1/events?results=all", new { events }, 202))
            .GetProperty("results")
            .EnumerateArray()
            .ToList();

        results.Select(result => result.Text("eventId")).ShouldBe(["1001", "1001", "1001"]);
        results[0].Text("status").ShouldBe("accepted");
        results[1].Text("status").ShouldBeOneOf("duplicate", "rejected");
        results[2].Text("status").ShouldBe("duplicate");
    }

    [Theory]
    [InlineData("59 min", "1", "accepted")]
    [InlineData("61 min", "1", "rejected")]
    [InlineData("-1 min", "1000000000", "accepted")]
    [InlineData("-1 min", "1.0", "accepted")]
    [InlineData("-1 min", "1e3", "accepted")]
    [InlineData("-1 min", "1.5", "rejected")]
    [InlineData("-1 min", "0", "rejected")]
    [InlineData("-1 min", "-1", "rejected")]
    [InlineData("-1 min", "1000000001", "rejected")]
    [InlineData("-1 min", "9223372036854775808", "rejected")]
    [InlineData("-1 min", "\"5\"", "rejected")]
    [InlineData("2026-02-29T10:00:00Z", "1", "rejected")]
    [InlineData("-1 min without offset", "1", "rejected")]
    [InlineData("-1 min small letters", "1", "accepted")]
    [InlineData("-91 days", "1", "rejected")]
    [InlineData("-89 days", "1", "accepted")]
    public async Task Case_11_instants_and_quantities_have_bounds_and_every_spelling_of_a_whole_number_counts(
        string when,
        string quantity,
        string status
    )
    {
        await AccountsScoredAsync("F-11");
        var number = when.Split(' ') is [var first, _, ..]
            ? int.Parse(first, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        var at =
            DateTimeOffset.UtcNow
            + (
                when.Contains("days", StringComparison.Ordinal)
                    ? TimeSpan.FromDays(number)
                    : TimeSpan.FromMinutes(number)
            );
        var format =
            when.EndsWith("without offset", StringComparison.Ordinal) ? "yyyy-MM-dd'T'HH:mm:ss"
            : when.EndsWith("small letters", StringComparison.Ordinal) ? "yyyy-MM-dd't'HH:mm:ss'z'"
            : "yyyy-MM-dd'T'HH:mm:ss'Z'";
        var text = when.StartsWith("2026", StringComparison.Ordinal)
            ? when
            : at.UtcDateTime.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
        using var body = new StringContent(
            $$"""
            {"events":[{"eventId":"{{Guid.NewGuid()}}","account":"import:F-11","user":"u","feature":"export",
            "quantity":{{quantity}},"occurredAt":"{{text}}"}]}
            """.ReplaceLineEndings(""),
            System.Text.Encoding.UTF8,
            "application/json"
        );
        using var answer = await _ops.PostAsync("/v1/events?results=all", body);
        var told = await answer.Content.ReadAsStringAsync();

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, told);
        JsonSerializer.Deserialize<JsonElement>(told).GetProperty("results")[0].Text("status").ShouldBe(status, told);
    }

    [Fact]
    public async Task Case_12_one_person_is_invited_once_in_whatever_spelling_of_the_address()
    {
        (await company.ImportAsync("12-email-case/contacts.csv")).Said.ShouldContain("5 new");
        Guid[] accounts = [await company.AccountAsync("F-12"), await company.AccountAsync("F-13")];
        await ContactsKnownAsync(5, accounts);

        var wave = await WaveAsync(await SurveyAsync(), accounts);

        (await _ops.ReadAsync($"/v1/waves/{wave.Id()}/invitations")).Items().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Case_14_only_what_is_above_zero_is_owed()
    {
        (await company.ImportAsync("14-credit-note")).Report.ShouldBeEmpty();
        async Task<bool> OverdueAsync(string account) =>
            (await _ops.ReadAsync($"/v1/invoices?accountId={await company.AccountAsync(account)}"))
                .Items()
                .ShouldHaveSingleItem()
                .GetProperty("overdue")
                .GetBoolean();

        (await OverdueAsync("F-14"), await OverdueAsync("F-15"), await OverdueAsync("F-16")).ShouldBe(
            (false, false, true)
        );
        foreach (var account in new[] { "F-14", "F-15" })
            (await _ops.ReadAsync($"/v1/risks?accountId={await company.AccountAsync(account)}"))
                .Items()
                .ShouldNotContain(risk => risk.Text("category") == "budget_pressure");
    }

    [Fact]
    public async Task Case_16_a_weak_etag_is_the_same_state()
    {
        var account = $"/v1/accounts/{await company.AccountAsync("F-21")}";
        foreach (var path in new[] { account, $"{account}/overview" })
        {
            // The book was imported a moment ago: its state may change between the two.
            var answered = HttpStatusCode.OK;
            for (var attempt = 0; attempt < 20 && answered == HttpStatusCode.OK; attempt++)
            {
                using var first = await _ops.GetAsync(path);
                using var again = new HttpRequestMessage(HttpMethod.Get, path);
                again.Headers.TryAddWithoutValidation(
                    "If-None-Match",
                    $"W/{first.Headers.ETag!.ToString().Replace("W/", "", StringComparison.Ordinal)}"
                );
                using var second = await _ops.SendAsync(again);
                answered = second.StatusCode;
                if (answered == HttpStatusCode.OK)
                    await Task.Delay(500);
            }

            answered.ShouldBe(HttpStatusCode.NotModified, path);
        }
    }

    [Fact]
    public async Task Case_18_every_parameter_and_every_property_of_the_document_has_a_type()
    {
        var document = await _ops.ReadAsync("/openapi/v1.json");
        var untyped = new List<string>();
        static bool HasType(JsonElement schema) =>
            new[] { "type", "$ref", "oneOf", "anyOf", "allOf", "enum" }.Any(key => schema.TryGetProperty(key, out _));
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (
                var operation in path
                    .Value.EnumerateObject()
                    .Where(it =>
                        it.Value.ValueKind == JsonValueKind.Object && it.Value.TryGetProperty("parameters", out _)
                    )
            )
                untyped.AddRange(
                    operation
                        .Value.GetProperty("parameters")
                        .EnumerateArray()
                        .Where(it => it.TryGetProperty("schema", out var schema) && !HasType(schema))
                        .Select(it => $"{operation.Name} {path.Name} {it.Text("name")}")
                );
        }

        foreach (
            var schema in document
                .GetProperty("components")
                .GetProperty("schemas")
                .EnumerateObject()
                .Where(it => it.Value.TryGetProperty("properties", out _))
        )
            untyped.AddRange(
                schema
                    .Value.GetProperty("properties")
                    .EnumerateObject()
                    .Where(it => !HasType(it.Value))
                    .Select(it => $"{schema.Name}.{it.Name}")
            );
        untyped.ShouldBeEmpty();
        document.TryGetProperty("servers", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Case_20_what_happens_on_one_day_is_one_movement_and_a_return_is_a_reactivation()
    {
        var team = await SubscribeAsync("F-22", "Team", "2026-06-01", 100);
        await _ops.PostAsync($"/v1/subscriptions/{team}/prices", new { from = "2026-08-05", price = Calls.Price(150) });
        await _ops.PostAsync($"/v1/subscriptions/{team}/prices", new { from = "2026-08-05", price = Calls.Price(120) });
        await _ops.PostAsync($"/v1/subscriptions/{team}/cancellation", new { endsOn = "2026-09-12" });
        await SubscribeAsync("F-22", "Pro", "2026-09-12", 200);
        (await company.MovesAsync("F-22")).ShouldBe([("2026-06-01", 100m), ("2026-08-05", 20m), ("2026-09-12", 80m)]);

        var first = await SubscribeAsync("F-27", "Team", "2026-06-01", 100);
        await _ops.PostAsync($"/v1/subscriptions/{first}/cancellation", new { endsOn = "2026-09-10" });
        await SubscribeAsync("F-27", "Team", "2026-09-20", 100);
        (await company.MovesAsync("F-27")).ShouldBe([
            ("2026-06-01", 100m),
            ("2026-09-10", -100m),
            ("2026-09-20", 100m),
        ]);
    }

    [Fact]
    public async Task Case_21_a_price_for_many_months_has_its_yearly_value_rounded_once()
    {
        await SubscribeAsync("F-25", "Long", "2026-01-01", 1_400, months: 14);
        (await company.MovesAsync("F-25")).ShouldBe([("2026-01-01", 100m)]);
        await SubscribeAsync("F-17", "Yearly", "2026-01-01", 1_000, months: 12);

        var line = await _ops.UntilAsync(
            company.Platform,
            "the account list knows the yearly revenue",
            "/v1/accounts?externalId=import:F-17",
            it => it.Items()[0].GetProperty("arr").GetDecimal() > 0
        );
        line.Items()[0].GetProperty("arr").GetDecimal().ShouldBe(1_000);
    }

    [Fact]
    public async Task Case_22_a_later_rate_moves_nothing()
    {
        await _ops.SendAsync(HttpMethod.Put, "/v1/exchange-rates/CHF/2026-01-01", new { rate = 0.9 });
        await _ops.SendAsync(HttpMethod.Put, "/v1/exchange-rates/CHF/2026-07-01", new { rate = 0.5 });
        await SubscribeAsync("F-01", "Team", "2026-06-01", 100, currency: "CHF");

        (await company.MovesAsync("F-01")).ShouldBe([("2026-06-01", 90m)]);
    }

    [Theory]
    [InlineData("/v1/accounts", 7)]
    [InlineData("/v1/portfolio", 7)]
    [InlineData("/v1/subscriptions", 2)]
    [InlineData("/v1/invoices", 1)]
    [InlineData("/v1/risks", 1)]
    public async Task Case_24_pages_hold_everything_once(string path, int limit)
    {
        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await _ops.ReadAsync(
                $"{path}?limit={limit}{(cursor.Length == 0 ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}"
            );
            seen.AddRange(
                page.Items()
                    .Select(item =>
                        item.TryGetProperty("id", out var id) ? id.ToString()
                        : item.TryGetProperty("accountId", out var account) ? account.ToString()
                        : item.Text("name")
                    )
            );
            cursor =
                page.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String
                    ? next.GetString()!
                    : "";
        } while (cursor.Length > 0);

        seen.Distinct(StringComparer.Ordinal).Count().ShouldBe(seen.Count);
        if (path == "/v1/accounts")
            seen.Count.ShouldBeGreaterThanOrEqualTo(31);
    }

    private async Task<Guid> SubscribeAsync(
        string account,
        string product,
        string startsOn,
        decimal amount,
        int months = 1,
        string currency = "EUR"
    ) =>
        (
            await _ops.PostAsync(
                "/v1/subscriptions",
                new
                {
                    accountId = await company.AccountAsync(account),
                    product,
                    startsOn,
                    autoRenew = false,
                    trial = false,
                    price = new
                    {
                        seats = 1,
                        months,
                        amount = new
                        {
                            amount = amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture),
                            currency,
                        },
                    },
                },
                201
            )
        ).Id();

    private async Task<Guid> SurveyAsync() =>
        (
            await _ops.PostAsync(
                "/v1/surveys",
                new
                {
                    name = $"NPS {Guid.NewGuid():N}",
                    type = "nps",
                    question = "How likely are you to recommend us?",
                },
                201
            )
        ).Id();

    private Task<JsonElement> WaveAsync(Guid survey, params Guid[] accountIds) =>
        _ops.PostAsync(
            "/v1/waves",
            new
            {
                surveyId = survey,
                name = "Now",
                audience = new { accountIds },
            },
            201
        );

    private async Task ContactsKnownAsync(int atLeast, params Guid[] accounts)
    {
        await using var feedback = NpgsqlDataSource.Create(company.Platform.ConnectionString("feedback-db"));
        await company.Platform.EventuallyAsync($"feedback knows {atLeast} contacts", async () =>
        {
            await using var connection = await feedback.OpenConnectionAsync();
            return await connection.ExecuteScalarAsync<long>(
                    "select count(*) from contact_copy join account_copy using (account_id) where account_id = "
                        + "any(@accounts)",
                    new { accounts }
                ) >= atLeast;
        });
    }

    /// <summary>Scoring hears of an account a moment after its import.</summary>
    private async Task AccountsScoredAsync(params string[] accounts)
    {
        foreach (var account in accounts)
            await _ops.UntilAsync(
                company.Platform,
                $"{account} is scored",
                $"/v1/accounts/{await company.AccountAsync(account)}/score",
                it => it.ValueKind == JsonValueKind.Object
            );
    }
}
