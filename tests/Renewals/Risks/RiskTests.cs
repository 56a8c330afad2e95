using System.Net;
using Platform.Contracts.Accounts;
using Platform.TestKit;

namespace Platform.Renewals.Tests.Risks;

public sealed class RiskTests(RenewalsUnderTest renewals) : IClassFixture<RenewalsUnderTest>
{
    private readonly HttpClient _ops = renewals.ClientFor("ops", "olga");

    [Fact]
    public async Task A_champion_who_leaves_opens_one_risk()
    {
        var (account, contact) = (await renewals.AccountAsync(), Guid.NewGuid());
        await renewals.TellAsync(new ContactLeft(account, contact, 2, ["champion", "admin"], "director", "it"));
        await renewals.TellAsync(new ContactLeft(account, contact, 3, ["champion", "admin"], "director", "it"));
        await renewals.TellAsync(new ContactLeft(account, Guid.NewGuid(), 2, ["end_user"], null, null));

        var risk = await Eventually.GetAsync(async () => (await _ops.ReadAsync($"/v1/risks?accountId={account}")).GetProperty("items"), r => r.GetArrayLength() > 0, "a risk");
        await Eventually.HoldsAsync(
            async () => await renewals.Database.ScalarAsync<int>("select count(*)::int from messaging.inbox_message where consumer like '%champion%'") >= 3, "all three messages were handled");
        risk = (await _ops.ReadAsync($"/v1/risks?accountId={account}")).GetProperty("items");
        risk.GetArrayLength().ShouldBe(1);
        (risk[0].Text("category"), risk[0].Text("cause")).ShouldBe(("champion_turnover", "The champion left the customer"));
    }

    [Fact]
    public async Task An_unpaid_invoice_past_its_date_opens_a_risk_and_counts_as_overdue()
    {
        var (account, _) = (await renewals.AccountAsync(), 0);
        var import = new V1.RevenueImportService.RevenueImportServiceClient(renewals.ChannelFor("ops"));
        var invoice = new V1.InvoiceRow { Line = 1, Source = "erp", ExternalId = account.ToString(), Account = account.ToString(), Amount = "250.00", IssuedOn = renewals.Today.Iso(), DueOn = renewals.Today.AddDays(5).Iso() };
        (await import.UpsertInvoicesAsync(new V1.UpsertInvoicesRequest { Rows = { invoice } })).Results[0].Outcome.ShouldBe(V1.RowResult.Types.Outcome.Inserted);
        (await import.UpsertInvoicesAsync(new V1.UpsertInvoicesRequest { Rows = { invoice } })).Results[0].Outcome.ShouldBe(V1.RowResult.Types.Outcome.Unchanged);
        await renewals.PassDaysAsync(6);

        (await _ops.ReadAsync($"/v1/risks?accountId={account}")).GetProperty("items")[0].Text("category").ShouldBe("budget_pressure");
        var id = (await _ops.ReadAsync($"/v1/invoices?accountId={account}")).GetProperty("items")[0].Id();
        var paid = await _ops.PostAsync($"/v1/invoices/{id}/payment", new { paidOn = renewals.Today });
        paid.Text("status").ShouldBe("paid");
        (await (await _ops.SendJsonAsync(HttpMethod.Post, $"/v1/invoices/{id}/payment", new { paidOn = renewals.Today })).ProblemAsync()).Type.ShouldBe("renewals/invoice-not-open");
    }

    [Fact]
    public async Task A_war_room_can_not_be_closed_while_its_exit_criteria_are_unmet()
    {
        var account = await renewals.AccountAsync();
        var room = await _ops.PostAsync("/v1/war-rooms", new { accountId = account, owner = "olga", purpose = "Save it", rhythmDays = 2, exitCriteria = new[] { "Sponsor named", "Outage fixed" } });
        var criteria = room.GetProperty("criteria").EnumerateArray().Select(c => c.Id()).ToList();
        await _ops.PostAsync($"/v1/war-rooms/{room.Id()}/criteria/{criteria[0]}/met", new { metOn = renewals.Today, evidence = "Mail of today" });

        var refused = await (await _ops.SendJsonAsync(HttpMethod.Post, $"/v1/war-rooms/{room.Id()}/closing", new { })).ProblemAsync();
        refused.ShouldBe((409, "renewals/criteria-unmet", "Still unmet: Outage fixed."));

        await _ops.PostAsync($"/v1/war-rooms/{room.Id()}/criteria/{criteria[1]}/met", new { metOn = renewals.Today, evidence = "Status page" });
        (await _ops.PostAsync($"/v1/war-rooms/{room.Id()}/closing", new { })).TryGetProperty("closedAt", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_concession_within_the_ceiling_is_granted_at_once_and_expires_by_itself()
    {
        var account = await renewals.AccountAsync();
        await _ops.SubscribeAsync(account, renewals.Today, 1_000);
        var concession = await _ops.PostAsync("/v1/concessions", new { accountId = account, arrEffect = 600, reason = "Pilot", expiresOn = renewals.Today.AddDays(7) });
        (concession.Text("status"), concession.Number("percent")).ShouldBe(("approved", 5));
        await renewals.PassDaysAsync(7);
        (await _ops.ReadAsync($"/v1/concessions?accountId={account}"))[0].Text("status").ShouldBe("expired");
    }

    [Fact]
    public async Task A_csm_writes_only_to_own_accounts_executives_read_and_partners_need_the_scope()
    {
        var account = await renewals.AccountAsync(csm: "carla");
        var body = new { accountId = account, category = "product_issue", cause = "Crashes" };
        (await renewals.ClientFor("csm", "cyrus").SendJsonAsync(HttpMethod.Post, "/v1/risks", body)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await renewals.ClientFor("csm", "carla").SendJsonAsync(HttpMethod.Post, "/v1/risks", body)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await renewals.ClientFor("executive").SendJsonAsync(HttpMethod.Get, "/v1/risks")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await renewals.ClientFor("executive").SendJsonAsync(HttpMethod.Post, "/v1/risks", body)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await renewals.ClientFor("partner", "key:1", "accounts:read").SendJsonAsync(HttpMethod.Get, "/v1/risks")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await renewals.ClientFor("partner", "key:1", "renewals:read").SendJsonAsync(HttpMethod.Get, "/v1/risks")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
