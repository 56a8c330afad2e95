using System.Text.Json;
using Platform.EndToEnd.Tests;

namespace Platform.Cases.Tests;

/// <summary>Case 47: a directory of another system's files comes in with one command.</summary>
[Collection(OnOneCompany.Name)]
public sealed class ProfileCasesTests(Company company)
{
    private readonly HttpClient _ops = company.Ops;

    [Fact]
    public async Task Stripe_comes_in_with_its_prices_in_their_own_units()
    {
        await _ops.SendAsync(HttpMethod.Put, "/v1/exchange-rates/JPY/2024-01-01", new { rate = 0.006 });
        var imported = await company.ImportAsync("47-profiles/stripe");

        imported.Said.ShouldContain("Recognised as stripe");
        imported.Report.ShouldBe(
            ["1 rows-left-out", "1 rows-left-out", "4 no-partner"],
            ignoreOrder: true,
            imported.Said
        );
        var one = await AccountAsync("stripe:cus_1");
        (one.Text("name"), one.Text("country"), one.Text("customerSince")).ShouldBe(("One Ltd", "DE", "2024-01-18"));
        var two = await AccountAsync("stripe:cus_2");
        (two.Text("name"), two.Text("customerSince")).ShouldBe(("Two K.K.", "2024-02-22"));
        (await _ops.ReadAsync("/v1/accounts?externalId=stripe:cus_3")).Items().ShouldBeEmpty("it is deleted");

        var yearly = (await SubscriptionsAsync(one)).ShouldHaveSingleItem();
        yearly.Text("externalId").ShouldBe("si_1");
        var price = yearly.GetProperty("prices").EnumerateArray().ShouldHaveSingleItem();
        (price.GetProperty("amount").Amount(), price.GetProperty("amount").Text("currency")).ShouldBe((4_500m, "EUR"));
        (price.GetProperty("months").GetInt32(), price.GetProperty("seats").GetInt32()).ShouldBe((12, 3));
        (yearly.Text("startsOn"), yearly.GetProperty("autoRenew").GetBoolean()).ShouldBe(("2024-03-01", true));
        var ended = (await SubscriptionsAsync(two)).ShouldHaveSingleItem();
        ended.GetProperty("prices")[0].GetProperty("amount").Amount().ShouldBe(9_800, "a yen has no cents");
        (ended.Text("status"), ended.Text("endsOn"), ended.GetProperty("autoRenew").GetBoolean()).ShouldBe(
            ("cancelled", "2026-06-30", false)
        );
        var invoice = (await _ops.ReadAsync($"/v1/invoices?accountId={one.Id()}")).Items().ShouldHaveSingleItem();
        (
            invoice.GetProperty("amount").Amount(),
            invoice.Text("status"),
            invoice.Text("paidOn"),
            invoice.Text("dueOn")
        ).ShouldBe((4_500m, "paid", "2026-03-20", "2026-03-31"));

        (await company.ImportAsync("47-profiles/stripe")).Said.ShouldContain("Nothing changed");
    }

    [Fact]
    public async Task HubSpot_comes_in_with_the_companies_of_its_tickets()
    {
        var imported = await company.ImportAsync("47-profiles/hubspot");

        imported.Said.ShouldContain("Recognised as hubspot");
        imported.Report.ShouldBe(
            ["1 rows-left-out", "1 rows-left-out", "3 no-partner"],
            ignoreOrder: true,
            imported.Said
        );
        var account = await AccountAsync("hubspot:1001");
        (account.Text("name"), account.Text("domain"), account.Text("country")).ShouldBe(
            ("Hub One", "hub-one.example", "Germany")
        );
        var contact = (await _ops.ReadAsync($"/v1/accounts/{account.Id()}/contacts")).Items().ShouldHaveSingleItem();
        (contact.Text("name"), contact.Text("email"), contact.Text("title")).ShouldBe(
            ("Ada Lovelace", "ada@hub-one.example", "CTO")
        );
        (await TimelineAsync(account)).ShouldBe(["ticket_opened", "ticket_resolved"], ignoreOrder: true);
    }

    [Fact]
    public async Task Salesforce_comes_in_with_parents_cases_and_what_was_done()
    {
        var imported = await company.ImportAsync("47-profiles/salesforce");

        imported.Said.ShouldContain("Recognised as salesforce");
        imported.Report.ShouldAllBe(told => told.EndsWith("rows-left-out", StringComparison.Ordinal), imported.Said);
        var account = await AccountAsync("salesforce:0011");
        (account.Text("name"), account.GetProperty("employees").GetInt32(), account.Text("domain")).ShouldBe(
            ("Force One", 1200, "force-one.example")
        );
        (await AccountAsync("salesforce:0012")).GetProperty("parentId").GetGuid().ShouldBe(account.Id());
        (await _ops.ReadAsync($"/v1/accounts/{account.Id()}/contacts"))
            .Items()
            .ShouldHaveSingleItem()
            .Text("name")
            .ShouldBe("Janet Yellen");
        (await TimelineAsync(account)).ShouldBe(["ticket_opened", "call"], ignoreOrder: true);
    }

    [Fact]
    public async Task Zendesk_comes_in_with_the_tickets_of_its_requesters()
    {
        var imported = await company.ImportAsync("47-profiles/zendesk");

        imported.Said.ShouldContain("Recognised as zendesk");
        imported.Report.ShouldAllBe(told => told.EndsWith("rows-left-out", StringComparison.Ordinal), imported.Said);
        var account = await AccountAsync("zendesk:370297696174");
        account.Text("name").ShouldBe("Desk One");
        (await _ops.ReadAsync($"/v1/accounts/{account.Id()}/contacts"))
            .Items()
            .ShouldHaveSingleItem()
            .Text("name")
            .ShouldBe("John Doe");
        (await TimelineAsync(account)).ShouldBe(
            ["ticket_opened", "ticket_opened", "ticket_resolved"],
            ignoreOrder: true
        );
    }

    private async Task<JsonElement> AccountAsync(string externalId)
    {
        var line = (await _ops.ReadAsync($"/v1/accounts?externalId={externalId}"))
            .Items()
            .ShouldHaveSingleItem(externalId);
        return await _ops.ReadAsync($"/v1/accounts/{line.Id()}");
    }

    private async Task<IReadOnlyList<JsonElement>> SubscriptionsAsync(JsonElement account) =>
        (await _ops.ReadAsync($"/v1/subscriptions?accountId={account.Id()}")).Items();

    private async Task<IReadOnlyList<string>> TimelineAsync(JsonElement account) =>
        [
            .. (await _ops.ReadAsync($"/v1/accounts/{account.Id()}/timeline?types=call,ticket_opened,ticket_resolved"))
                .Items()
                .Select(entry => entry.Text("type")),
        ];
}
