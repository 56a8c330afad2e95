using System.Net.Http.Json;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.Accounts.Tests.Imports;

/// <summary>Everything that can be imported, and public data as it is.</summary>
public class ImportKindTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task Contacts_tickets_and_activities_come_from_files_too()
    {
        var source = Api.Unique("src");
        await _ops.ImportAsync($"kind=accounts&source={source}", "id,name,customer_since\nA,Alpha,2024-01-01\n");
        var contacts = await _ops.ImportAsync(
            $"kind=contacts&source={source}",
            """{"externalId":"c1","account":"A","name":"Ann Example","email":"ann@alpha.example","""
                + """
                "seniority":"Director","function":"IT","roles":["champion","admin"]}
                {"externalId":"c2","account":"nobody","name":"Bob"}
                {"externalId":"c3","account":"A","name":"Cyd","email":"not an address"}
                """,
            "application/x-ndjson"
        );
        var tickets = await _ops.ImportAsync(
            $"kind=tickets&source={source}",
            "ticket_id,account_id,submitted_at,closed_at,priority,escalation_flag\n"
                + "t1,A,2024-02-01 10:00:00,,urgent,True\nt2,A,2023-12-01,2023-12-02 03:00:00,low,False\n"
                + "t3,A,2024-02-03,2024-02-01,low,False\n"
        );
        var activities = await _ops.ImportAsync(
            $"kind=activities&source={source}",
            "id,account_id,type,occurred_at,subject,participants\n"
                + "a1,A,call,2024-03-01T10:00:00Z,Kick-off,ann@alpha.example;c9\n"
        );

        (contacts.Number("rowsInserted"), contacts.Number("rowsFailed")).ShouldBe((1, 2));
        (await _ops.FaultsAsync(contacts.Id())).ShouldBe(["2 account unknown-account", "3 email not-an-email"]);
        (tickets.Number("rowsInserted"), tickets.Number("rowsFailed"), tickets.Number("warnings")).ShouldBe((2, 1, 1));
        (await _ops.FaultsAsync(tickets.Id())).ShouldBe([
            "3 submitted_at before-customer-since",
            "4 closed_at resolved-before-opened",
        ]);
        (activities.Number("rowsInserted"), activities.Number("warnings")).ShouldBe((1, 1));

        var account = (await _ops.GetAsync($"/v1/accounts?externalId={source}:A").JsonAsync()).GetProperty("items")[0];
        account.Number("openTickets").ShouldBe(1);
        var contact = (await _ops.GetAsync($"/v1/accounts/{account.Id()}/contacts").JsonAsync()).GetProperty("items")[
            0
        ];
        contact.Text("lastTwoWayContactAt").ShouldStartWith("2024-03-01T10:00:00");
        var timeline = await _ops.GetAsync(
                $"/v1/accounts/{account.Id()}/timeline?types=call,ticket_opened,ticket_resolved"
            )
            .JsonAsync();
        timeline
            .GetProperty("items")
            .EnumerateArray()
            .Select(entry => entry.Text("type"))
            .ShouldBe(["call", "ticket_opened", "ticket_resolved", "ticket_opened"]);
    }

    [Fact]
    public async Task Subscriptions_and_invoices_are_passed_on_to_renewals()
    {
        var source = Api.Unique("src");
        await _ops.ImportAsync($"kind=accounts&source={source}", "id,name\nA,Alpha\n");
        var file =
            $"subscription_id,account_id,start_date,end_date,plan_tier,seats,mrr_amount,auto_renew_flag\n"
            + $"{source}1,A,2024-01-01,,Pro,17,833,True\n{source}2,B,2024-01-01,,Pro,17,833,True\n"
            + $"{source}3,A,2024-01-01,2023-01-01,Pro,17,833,True\n{source}4,A,2024-01-01,,Pro,17,0,True\n";

        var first = await _ops.ImportAsync($"kind=subscriptions&source={source}", file);
        var second = await _ops.ImportAsync($"kind=subscriptions&source={source}", file);
        var invoices = await _ops.ImportAsync(
            $"kind=invoices&source={source}",
            $"invoice_id,account_id,amount,invoice_date,due_date\n{source}i,A,\"1.234,50\",31.01.2024,29.02.2024\n"
        );

        (first.Number("rowsInserted"), first.Number("rowsFailed")).ShouldBe((1, 3));
        (await _ops.FaultsAsync(first.Id())).ShouldBe([
            "3 account_id unknown-account",
            "4 end_date ends-before-start",
            "5 mrr_amount no-amount",
        ]);
        second.Number("rowsUnchanged").ShouldBe(1);
        service
            .Renewals.Subscriptions[source + "1"]
            .ShouldSatisfyAllConditions(
                row => row.Amount.ShouldBe("833"),
                row => row.Seats.ShouldBe(17),
                row => row.AutoRenew.ShouldBeTrue(),
                row => row.StartsOn.ShouldBe("2024-01-01")
            );
        invoices.Number("rowsInserted").ShouldBe(1, invoices.ToString());
        service
            .Renewals.Invoices[source + "i"]
            .ShouldSatisfyAllConditions(row => row.Amount.ShouldBe("1234.50"), row => row.DueOn.ShouldBe("2024-02-29"));
    }

    [Fact]
    public async Task The_ravenstack_accounts_and_tickets_come_in_whole()
    {
        var folder = PublicData.Find("ravenstack");
        Assert.SkipWhen(folder is null, PublicData.Missing("ravenstack"));
        var source = Api.Unique("ravenstack");
        await _ops.PutAsync("/v1/attributes/plan_tier", JsonContent.Create(new { type = "text" }));

        var accounts = await _ops.ImportAsync(
            $"kind=accounts&source={source}",
            await File.ReadAllBytesAsync(Path.Combine(folder!, "ravenstack_accounts.csv"))
        );
        var tickets = await _ops.ImportAsync(
            $"kind=tickets&source={source}",
            await File.ReadAllBytesAsync(Path.Combine(folder!, "ravenstack_support_tickets.csv"))
        );
        var again = await _ops.ImportAsync(
            $"kind=tickets&source={source}",
            await File.ReadAllBytesAsync(Path.Combine(folder!, "ravenstack_support_tickets.csv"))
        );

        (accounts.Number("rowsTotal"), accounts.Number("rowsInserted"), accounts.Number("rowsFailed")).ShouldBe(
            (500, 500, 0)
        );
        (tickets.Number("rowsTotal"), tickets.Number("rowsInserted"), tickets.Number("rowsFailed")).ShouldBe(
            (2000, 2000, 0)
        );
        tickets.Number("warnings").ShouldBeGreaterThan(1000);
        (again.Number("rowsUnchanged"), again.Number("rowsInserted")).ShouldBe((2000, 0));
    }
}
