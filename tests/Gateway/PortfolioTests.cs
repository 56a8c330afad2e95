using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Platform.ServiceKit.Auth;
using static Platform.Gateway.Tests.PublishedEvents;

namespace Platform.Gateway.Tests;

public sealed class PortfolioTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Fact]
    public async Task Accounts_come_by_ARR_at_risk_with_their_reasons()
    {
        var (small, large, unknown) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var owner = $"owner-{small:N}";
        await gateway.PublishAsync(
            Created(small, "Small and red", owner),
            Scored(small, 1, 20),
            Earned(small, 1, 10_000),
            Created(large, "Large and yellow", owner, "enterprise"),
            Scored(large, 1, 60),
            Earned(large, 1, 100_000, new DateOnly(2027, 3, 1)),
            Created(unknown, "Not known yet", owner),
            Scored(unknown, 1, null),
            Earned(unknown, 1, 500_000)
        );

        await TestKit.Eventually.HoldsAsync(
            async () =>
                await gateway.Database.ScalarAsync<long>(
                    "select count(*) from portfolio_row where owner = @owner and revenue_version = 1 and "
                        + "score_version = 1",
                    new { owner }
                ) == 3,
            "all three are whole"
        );
        var items = await ListAsync($"owner={owner}", wanted: 3);

        items
            .Select(item => item["name"]!.GetValue<string>())
            .ShouldBe(["Large and yellow", "Small and red", "Not known yet"]);
        items[0]["arrAtRisk"]!.ToJsonString().ShouldBe("""{"amount":"40000.00","currency":"EUR"}""");
        items[0]["arr"]!["amount"]!.GetValue<string>().ShouldBe("100000.00");
        items[0]["band"]!.GetValue<string>().ShouldBe("yellow");
        items[0]["renewalDate"]!.GetValue<string>().ShouldBe("2027-03-01");
        items[0]["segment"]!.GetValue<string>().ShouldBe("enterprise");
        items[0]["drivers"]![0]!
            .ToJsonString()
            .ShouldBe(
                """{"measure":"days_since_last_activity","label":"Days since last activity","cost":12.5,"playbook":"re-engage"}"""
            );
        items[2]["band"]!.GetValue<string>().ShouldBe("insufficient_data");
        items[2].AsObject().ContainsKey("arrAtRisk").ShouldBeFalse("nothing is known of its risk");
    }

    [Fact]
    public async Task An_older_event_that_comes_late_changes_nothing_and_a_repeated_one_neither()
    {
        var account = Guid.CreateVersion7();
        var owner = $"owner-{account:N}";
        var young = Scored(account, 5, 80);
        await gateway.PublishAsync(
            Created(account, "First name", owner),
            Changed(account, 3, "Third name", owner),
            Changed(account, 2, "Second name", owner),
            young,
            Scored(account, 4, 10),
            Earned(account, 1, 100)
        );
        await TestKit.Eventually.HoldsAsync(
            async () =>
                await gateway.Database.ScalarAsync<bool>(
                    "select revenue_version = 1 from portfolio_row where account_id = @account",
                    new { account }
                ),
            "the last event was taken up"
        );
        var item = (await ListAsync($"owner={owner}", 1))[0];
        item["name"]!.GetValue<string>().ShouldBe("Third name");
        item["score"]!.GetValue<decimal>().ShouldBe(80);
        (
            await gateway.Database.ScalarAsync<long>(
                "select count(*) from event_log where event_id = @id",
                new { id = young.EventId }
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task A_merged_account_leaves_the_list()
    {
        var (account, into) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var owner = $"owner-{account:N}";
        await gateway.PublishAsync(Created(account, "Duplicate", owner), Created(into, "Original", owner));
        await ListAsync($"owner={owner}", 2);
        await gateway.PublishAsync(Changed(account, 2, "Duplicate", owner, mergedInto: into));
        (await ListAsync($"owner={owner}", 1))[0]["name"]!.GetValue<string>().ShouldBe("Original");
    }

    [Theory]
    [InlineData("-arrAtRisk")]
    [InlineData("arrAtRisk")]
    [InlineData("score")]
    [InlineData("-score")]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("arr")]
    [InlineData("renewalDate")]
    public async Task Paging_shows_each_account_once_in_every_order(string sort)
    {
        var owner = $"owner-{Guid.NewGuid():N}";
        var accounts = Enumerable.Range(0, 12).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var (account, index) in accounts.Select((account, index) => (account, index)))
        {
            // Equal values too: the id decides among them.
            await gateway.PublishAsync(
                Created(account, $"Account {index % 4}", owner),
                Scored(account, 1, index % 3 == 0 ? null : index % 3 * 30),
                Earned(account, 1, index % 5 * 1000, index % 2 == 0 ? null : new DateOnly(2027, 1, 1 + index % 3))
            );
        }

        await ListAsync($"owner={owner}", accounts.Count);
        await TestKit.Eventually.HoldsAsync(
            async () =>
                await gateway.Database.ScalarAsync<bool>(
                    "select bool_and(revenue_version = 1 and score_version = 1) from portfolio_row where owner = "
                        + "@owner",
                    new { owner }
                ),
            "all rows are complete"
        );

        using var client = await gateway.PersonAsync(Roles.Csm);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (
                await client.GetFromJsonAsync<JsonObject>(
                    $"/v1/portfolio?owner={owner}&sort={sort}&limit=5&cursor={cursor}"
                )
            )!;
            seen.AddRange(page["items"]!.AsArray().Select(item => item!["accountId"]!.GetValue<string>()));
            cursor = page["next"]?.GetValue<string>();
        } while (cursor is not null);

        seen.Count.ShouldBe(accounts.Count);
        seen.Order().ShouldBe(accounts.Select(account => account.ToString()).Order());
        var whole = (await client.GetFromJsonAsync<JsonObject>($"/v1/portfolio?owner={owner}&sort={sort}&limit=200"))!;
        seen.ShouldBe(whole["items"]!.AsArray().Select(item => item!["accountId"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("sort=nonsense", "sort")]
    [InlineData("band=blue", "band")]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=xyz", "cursor")]
    [InlineData(
        "cursor=eyJzb3J0IjoibmFtZSIsImtleSI6ImEiLCJpZCI6IjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMCJ9",
        "cursor"
    )]
    public async Task A_wrong_question_is_named(string query, string field)
    {
        using var client = await gateway.PersonAsync(Roles.Csm);
        var answer = await client.GetAsync($"/v1/portfolio?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!.AsObject().ContainsKey(field).ShouldBeTrue();
    }

    [Fact]
    public async Task A_cursor_whose_key_is_no_value_of_its_column_is_a_bad_request()
    {
        using var client = await gateway.PersonAsync(Roles.Csm);
        var forged = ServiceKit.Http.Cursor.Write(
            new
            {
                Sort = "-arrAtRisk",
                Key = "'; drop table portfolio_row; --",
                Id = Guid.NewGuid(),
            }
        );
        (await client.GetAsync($"/v1/portfolio?cursor={forged}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_summary_counts_by_band()
    {
        var account = Guid.CreateVersion7();
        await gateway.PublishAsync(
            Created(account, "One more green", $"owner-{account:N}"),
            Scored(account, 1, 90),
            Earned(account, 1, 1000)
        );
        await ListAsync($"owner=owner-{account:N}&band=green", 1);
        using var client = await gateway.PersonAsync(Roles.Executive);
        var summary = (await client.GetFromJsonAsync<JsonObject>("/v1/portfolio/summary"))!;
        var green = summary["bands"]!.AsArray().Single(band => band!["band"]!.GetValue<string>() == "green")!;
        green["accounts"]!.GetValue<int>().ShouldBeGreaterThan(0);
        decimal.Parse(green["arr"]!["amount"]!.GetValue<string>(), CultureInfo.InvariantCulture)
            .ShouldBeGreaterThanOrEqualTo(0);
    }

    private async Task<List<JsonNode>> ListAsync(string query, int wanted)
    {
        using var client = await gateway.PersonAsync(Roles.Csm);
        var list = await TestKit.Eventually.GetAsync(
            async () => (await client.GetFromJsonAsync<JsonObject>($"/v1/portfolio?{query}"))!["items"]!.AsArray(),
            items => items.Count == wanted && items.All(item => item!["name"]!.GetValue<string>().Length > 0),
            $"{wanted} accounts are listed"
        );
        return [.. list.Select(item => item!)];
    }
}
