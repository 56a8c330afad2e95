using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Net.Client;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.HealthScoring.Outcomes;
using Platform.Protos.Scoring.V1;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.HealthScoring.Tests.Outcomes;

[Collection(OnServers.Name)]
public sealed class PredictionTests(HealthScoringUnderTest service)
{
    [Fact]
    public async Task Too_few_outcomes_train_nothing_and_a_signal_trains_a_model_that_explains_each_account()
    {
        await service.Database.ExecuteAsync("truncate outcome, model");
        var account = await service.AddAccountAsync("mid_market");
        var refused = await TrainAsync();
        refused.GetProperty("figures").GetProperty("refusal").GetString()!.ShouldStartWith("Too few outcomes");
        refused.TryGetProperty("modelId", out _).ShouldBeFalse();
        var none = await service.Ops.GetAsync($"/v1/accounts/{account}/prediction");
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await none.Content.ReadAsStringAsync()).ShouldContain("predictions/no-model");

        // Few users a quarter before the end make a loss likely, many make growth likely.
        var random = new Random(3);
        var book = new PastBook(service, "learned");
        for (var i = 0; i < 240; i++)
        {
            var kind = OutcomeKinds.All[i % 4];
            var users = kind switch
            {
                "churned" => 1,
                "contracted" => 3,
                "renewed_flat" => 6,
                _ => 9,
            };
            book.Add(kind, book.Today.AddDays(-1 - (i * 3)), _ => Math.Max(1, users + random.Next(-2, 3)));
        }
        await book.StoreAsync();
        var trained = await TrainAsync();

        var figures = trained.GetProperty("figures");
        figures.GetProperty("nothingToLearn").GetBoolean().ShouldBeFalse();
        figures.GetProperty("kinds").GetArrayLength().ShouldBe(4);
        figures
            .GetProperty("kinds")
            .EnumerateArray()
            .Single(k => k.GetProperty("kind").GetString() == "churned")
            .GetProperty("auc")
            .GetDouble()
            .ShouldBeGreaterThan(0.8);
        figures.GetProperty("brier").GetDouble().ShouldBeLessThan(figures.GetProperty("brierOfBaseRate").GetDouble());
        figures.GetProperty("heldOut").GetInt32().ShouldBeInRange(100, 160);
        var models = await service.Ops.GetFromJsonAsync<JsonElement>("/v1/predictions/models");
        models
            .GetProperty("items")[0]
            .GetProperty("dataTo")
            .GetString()
            .ShouldBe(book.Today.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

        // An account that nobody uses any more.
        var quiet = book.Accounts[0];
        await service.Database.ExecuteAsync("insert into dirty_account (account_id) values (@quiet)", new { quiet });
        var prediction = await Eventually.GetAsync(
            async () =>
            {
                var answer = await service.Ops.GetAsync($"/v1/accounts/{quiet}/prediction");
                return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>() : default;
            },
            p => p.ValueKind == JsonValueKind.Object,
            "the account has a prediction"
        );
        prediction.GetProperty("probabilities").EnumerateObject().Sum(p => p.Value.GetDouble()).ShouldBe(1, 1e-9);
        prediction.GetProperty("modelVersion").GetInt32().ShouldBe(1);
        prediction.GetProperty("contributions").GetArrayLength().ShouldBeGreaterThan(2);
        using var channel = GrpcChannel.ForAddress(
            "http://localhost",
            new GrpcChannelOptions { HttpClient = service.ClientFor(Roles.Partner, "key:1", "scores:read") }
        );
        var same = await new ScoringService.ScoringServiceClient(channel).GetPredictionAsync(
            new GetPredictionRequest { AccountId = quiet.ToString() }
        );
        same.Probabilities["churned"]
            .ShouldBe(prediction.GetProperty("probabilities").GetProperty("churned").GetDouble());
    }

    [Fact]
    public async Task Outcomes_without_a_signal_train_a_model_that_says_so_and_gives_no_probabilities()
    {
        await service.Database.ExecuteAsync("truncate outcome, model");
        var random = new Random(4);
        var book = new PastBook(service, "noise");
        for (var i = 0; i < 200; i++)
            book.Add(random.Next(2) == 0 ? "churned" : "renewed_flat", book.Today.AddDays(-1 - (i * 3)), _ =>
                random.Next(0, 9)
            );
        await book.StoreAsync();

        (await TrainAsync()).GetProperty("figures").GetProperty("nothingToLearn").GetBoolean().ShouldBeTrue();

        var account = await service.AddAccountAsync("mid_market");
        var answer = await service.Ops.GetAsync($"/v1/accounts/{account}/prediction");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("no better than a coin");
    }

    [Fact]
    public async Task Outcomes_come_from_renewals_and_from_files_and_a_loss_told_twice_is_one()
    {
        await service.Database.ExecuteAsync("truncate outcome");
        var account = await service.AddAccountAsync();
        var (now, money) = (service.Clock.GetUtcNow(), new Money(1000, "EUR"));
        await service.PublishAsync(
            new RenewalStageChanged(account, Guid.CreateVersion7(), 4, "verbal", "lost", 0, "churned", money, null)
            {
                OccurredAt = now.AddDays(-20),
            }
        );
        await service.PublishAsync(
            new AccountChurned(account, Guid.CreateVersion7(), DateOnly.FromDateTime(now.UtcDateTime), money, "budget")
            {
                OccurredAt = now,
            }
        );
        await service.PublishAsync(
            new RenewalStageChanged(account, Guid.CreateVersion7(), 2, "open", "verbal", 0.5m, null, money, null)
            {
                OccurredAt = now,
            }
        );
        await Eventually.HoldsAsync(
            () => service.Database.ScalarAsync<bool>("select count(*) = 2 from outcome")!,
            "both tellings are kept"
        );

        var imported = await service.Ops.PostAsJsonAsync(
            "/v1/predictions/outcomes",
            new
            {
                outcomes = new object[]
                {
                    new
                    {
                        account = $"crm:{account:N}",
                        outcome = "Expanded",
                        decidedOn = "2024-03-01",
                    },
                    new
                    {
                        account = $"crm:{account:N}",
                        outcome = "Expanded",
                        decidedOn = "2024-03-01",
                    },
                    new
                    {
                        account = "crm:nobody",
                        outcome = "renewed",
                        decidedOn = "2024-03-01",
                    },
                    new
                    {
                        account = $"crm:{account:N}",
                        outcome = "exploded",
                        decidedOn = "2999-01-01",
                    },
                },
            }
        );
        imported.StatusCode.ShouldBe(HttpStatusCode.OK, await imported.Content.ReadAsStringAsync());
        var answer = await imported.Content.ReadFromJsonAsync<JsonElement>();

        answer
            .GetProperty("refused")
            .EnumerateArray()
            .Select(r => (r.GetProperty("index").GetInt32(), r.GetProperty("field").GetString()))
            .ShouldBe([(2, "account"), (3, "outcome"), (3, "decidedOn")]);
        var known = await service.Ops.GetFromJsonAsync<JsonElement>("/v1/predictions/outcomes");
        known.GetProperty("count").GetInt32().ShouldBe(2);
        known.GetProperty("kinds").GetProperty("churned").GetInt32().ShouldBe(1);
        known.GetProperty("kinds").GetProperty("grown").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task An_outcomes_file_is_taken_by_the_names_of_its_columns()
    {
        await service.Database.ExecuteAsync("truncate outcome");
        var account = await service.AddAccountAsync();
        using var file = new StringContent(
            $"kind;account;annualAfter;occurredOn\r\nChurned;{account:N};0;2025-05-01\r\n\r\n"
                + $"renewed;nobody;5;2025-05-01\r\n",
            System.Text.Encoding.UTF8,
            "text/csv"
        );

        var imported = await service.Ops.PostAsync("/v1/predictions/outcomes/file?source=crm", file);

        imported.StatusCode.ShouldBe(HttpStatusCode.OK, await imported.Content.ReadAsStringAsync());
        var answer = await imported.Content.ReadFromJsonAsync<JsonElement>();
        answer.GetProperty("taken").GetInt32().ShouldBe(1);
        answer.GetProperty("refused")[0].GetProperty("index").GetInt32().ShouldBe(1);
        (
            await service.Database.ScalarAsync<string>(
                "select kind || decided_on from outcome where account_id = @account",
                new { account }
            )
        ).ShouldBe("churned2025-05-01");
        using var other = new StringContent("a,b\n1,2\n", System.Text.Encoding.UTF8, "text/csv");
        (
            await (await service.Ops.PostAsync("/v1/predictions/outcomes/file", other)).Content.ReadAsStringAsync()
        ).ShouldContain("decidedOn");
    }

    [Fact]
    public async Task An_outcomes_file_is_read_in_its_encoding_and_spelling_or_refused_by_row_with_advice()
    {
        await service.Database.ExecuteAsync("truncate outcome");
        var account = await service.AddAccountAsync();
        async Task<JsonElement> SendAsync(
            byte[] bytes,
            string query = "",
            string type = "text/csv",
            HttpStatusCode expected = HttpStatusCode.OK
        )
        {
            using var file = new ByteArrayContent(bytes);
            file.Headers.ContentType = new(type);
            var answer = await service.Ops.PostAsync($"/v1/predictions/outcomes/file?source=crm{query}", file);
            answer.StatusCode.ShouldBe(expected, await answer.Content.ReadAsStringAsync());
            return await answer.Content.ReadFromJsonAsync<JsonElement>();
        }
        byte[] latin =
        [
            .. System.Text.Encoding.UTF8.GetBytes($"account,kind,date,who\n{account:N},churned,2025-05-01,x\nZo"),
            0xEB,
            .. ",churned,2025-05-01,y\n"u8,
        ];

        var undeclared = await SendAsync(latin);
        undeclared.GetProperty("taken").GetInt32().ShouldBe(1);
        var refused = undeclared.GetProperty("refused").EnumerateArray().ShouldHaveSingleItem();
        (refused.GetProperty("index").GetInt32(), refused.GetProperty("field").GetString()).ShouldBe((1, "account"));
        refused.GetProperty("reason").GetString()!.ShouldContain("windows-1252");
        (await SendAsync(latin, "&encoding=windows-1252"))
            .GetProperty("refused")[0]
            .GetProperty("reason")
            .GetString()!
            .ShouldContain("crm:Zoë");
        var utf16 = new System.Text.UnicodeEncoding(false, false).GetBytes(
            $"sep=;\r\naccount;kind;date\r\n{account:N};grown;31.12.2024\r\n"
        );
        (await SendAsync(utf16)).GetProperty("taken").GetInt32().ShouldBe(1);
        var json = System.Text.Encoding.UTF8.GetBytes(
            $"{{\"account\":\"{account:N}\",\"kind\":\"renewed\",\"date\":\"2024-06-30T22:30:00Z\"}}\n"
        );
        (await SendAsync(json, "&timeZone=Europe/Berlin", "application/x-ndjson"))
            .GetProperty("taken")
            .GetInt32()
            .ShouldBe(1);
        var open = System.Text.Encoding.UTF8.GetBytes($"account,kind,date\n{account:N},churned,03/04/2025\n");
        (await SendAsync(open, expected: HttpStatusCode.BadRequest)).ToString().ShouldContain("dates=DD/MM/YYYY");
        (await SendAsync(open, "&dates=MM/DD/YYYY")).GetProperty("taken").GetInt32().ShouldBe(1);

        var days = await service.Database.QueryAsync<string>(
            "select kind || ' ' || decided_on from outcome where account_id = @account order by decided_on",
            new { account },
            TestContext.Current.CancellationToken
        );
        days.ShouldBe(["renewed_flat 2024-07-01", "grown 2024-12-31", "churned 2025-03-04", "churned 2025-05-01"]);
    }

    private async Task<JsonElement> TrainAsync()
    {
        var asked = await service.Ops.PostAsJsonAsync("/v1/predictions/trainings", new { });
        asked.StatusCode.ShouldBe(HttpStatusCode.Accepted, await asked.Content.ReadAsStringAsync());
        var done = await Eventually.GetAsync(
            () => service.Ops.GetFromJsonAsync<JsonElement>(asked.Headers.Location!.ToString()),
            t => t.GetProperty("study").GetProperty("status").GetString() is "done" or "failed",
            "the model is trained",
            seconds: 60
        );
        done.GetProperty("study").GetProperty("status").GetString().ShouldBe("done", done.GetRawText());
        return done.GetProperty("outcome");
    }
}
