using System.Net;
using System.Net.Http.Json;
using System.Text;
using Platform.ServiceKit.Auth;
using Platform.TestKit;

namespace Platform.Accounts.Tests.Imports;

public class ImportTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task A_row_that_fails_does_not_fail_the_others_and_the_report_names_line_column_and_reason()
    {
        var source = Api.Unique("src");
        var import = await _ops.ImportAsync($"kind=accounts&source={source}", """
            id,name,employees,customer_since,lifecycle
            1,One,10,2024-01-31,established
            2,,10,2024-01-31,established
            3,Three,ten,2024-02-31,asleep
            4,"Four
            and a half",40,2024-01-31,
            1,One again,10,2024-01-31,established
            5,Five,50
            6,Six,60,2024-01-31,churned
            """);

        import.Text("status").ShouldBe("completed", import.ToString());
        (import.Number("rowsTotal"), import.Number("rowsRead"), import.Number("rowsInserted"), import.Number("rowsFailed")).ShouldBe((7, 7, 3, 4));
        (await _ops.FaultsAsync(import.Id())).ShouldBe(
        [
            "3 name missing",
            "4 employees not-a-whole-number", "4 lifecycle unknown-value", "4 customer_since not-a-date",
            "7 id repeated-in-file",
            "8  wrong-field-count",
        ], ignoreOrder: true);
        var four = await _ops.GetAsync($"/v1/accounts?externalId={source}:4").JsonAsync();
        four.GetProperty("items")[0].Text("name").ShouldBe("Four\nand a half");
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing()
    {
        var source = Api.Unique("src");
        var file = "id;name;employees\n" + string.Join('\n', Enumerable.Range(1, 50).Select(i => $"{i};Account {i};{i}"));
        var first = await _ops.ImportAsync($"kind=accounts&source={source}", file);
        var events = await service.Database.ScalarAsync<long>("select count(*) from audit_entry where account_id in (select account_id from account_external_id where source = @source)", new { source });

        var second = await _ops.ImportAsync($"kind=accounts&source={source}", file);
        var third = await _ops.ImportAsync($"kind=accounts&source={source}", file.Replace("Account 7;7", "Account 7;8", StringComparison.Ordinal));

        (first.Number("rowsInserted"), second.Number("rowsUnchanged"), second.Number("rowsUpdated")).ShouldBe((50, 50, 0));
        (third.Number("rowsUnchanged"), third.Number("rowsUpdated")).ShouldBe((49, 1));
        (await service.Database.ScalarAsync<long>("select count(*) from audit_entry where account_id in (select account_id from account_external_id where source = @source)", new { source })).ShouldBe(events + 1);
    }

    [Fact]
    public async Task A_dry_run_reports_what_would_change_and_changes_nothing()
    {
        var source = Api.Unique("src");
        await _ops.ImportAsync($"kind=accounts&source={source}", "id,name,country\n1,One,DE\n2,Two,DE\n");

        var dry = await _ops.ImportAsync($"kind=accounts&source={source}&dryRun=true", "id,name,country\n1,One,FR\n2,Two,DE\n3,Three,DE\n4,,DE\n");

        (dry.Number("rowsInserted"), dry.Number("rowsUpdated"), dry.Number("rowsUnchanged"), dry.Number("rowsFailed")).ShouldBe((1, 1, 1, 1));
        var report = await _ops.ReportAsync(dry.Id());
        report.Single(row => row.Text("code") == "would-update").Text("message").ShouldBe("Would change country: DE → FR.");
        report.Single(row => row.Text("code") == "would-insert").Number("line").ShouldBe(4);
        (await _ops.GetAsync($"/v1/accounts?externalId={source}:1").JsonAsync()).GetProperty("items")[0].Text("country").ShouldBe("DE");
        (await _ops.GetAsync($"/v1/accounts?externalId={source}:3").JsonAsync()).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Any_column_names_through_a_saved_mapping()
    {
        await _ops.PutAsync("/v1/attributes/import_plan", JsonContent.Create(new { type = "text" }));
        var name = Api.Unique("mapping");
        (await _ops.PutAsync($"/v1/import-mappings/{name}", JsonContent.Create(new
        {
            kind = "accounts",
            columns = new Dictionary<string, object>
            {
                ["Kundennummer"] = "externalId",
                ["Firma"] = "name",
                ["Tarif"] = new object[] { "attributes.import_plan", new { field = "size", values = new { Start = "smb", Profi = "mid_market" }, otherwise = "enterprise" } },
                ["Kunde seit"] = new { field = "customerSince", dates = "DD.MM.YYYY" },
            },
            constants = new { lifecycle = "established" },
            ignore = new[] { "Notiz" },
        }))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var source = Api.Unique("src");
        byte[] file = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("Kundennummer;Firma;Tarif;Kunde seit;Notiz;Frei\r\n7;Größe & Söhne;Profi;03.04.2024;x;y\r\n")];

        var import = await _ops.ImportAsync($"kind=accounts&source={source}&mapping={name}", file);

        (import.Number("rowsInserted"), import.Number("warnings")).ShouldBe((1, 1), import.ToString());
        (await _ops.FaultsAsync(import.Id())).ShouldBe(["1 Frei column-not-read"]);
        var line = (await _ops.GetAsync($"/v1/accounts?externalId={source}:7").JsonAsync()).GetProperty("items")[0];
        var account = await _ops.GetAsync($"/v1/accounts/{line.Id()}").JsonAsync();
        (account.Text("name"), account.Text("customerSince"), account.Text("lifecycle"), account.Text("declaredSize")).ShouldBe(("Größe & Söhne", "2024-04-03", "established", "mid_market"));
        account.GetProperty("attributes").Text("import_plan").ShouldBe("Profi");
    }

    [Fact]
    public async Task A_mapping_with_mistakes_is_refused_with_all_of_them()
    {
        var refused = await _ops.PutAsync("/v1/import-mappings/bad", JsonContent.Create(new
        {
            kind = "accounts",
            columns = new Dictionary<string, object> { ["a"] = "nmae", ["b"] = "attributes.nowhere", ["c"] = new { field = "customerSince", dates = "soon" } },
            delimeter = ";",
        })).JsonAsync(HttpStatusCode.BadRequest);

        refused.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(["delimeter", "columns.a", "columns.b", "columns.c.dates", "columns (externalId)"], ignoreOrder: true);
    }

    [Fact]
    public async Task Dates_that_read_both_ways_wait_for_confirmation()
    {
        var source = Api.Unique("src");
        var waiting = await _ops.ImportAsync($"kind=accounts&source={source}", "id,name,customer_since\n1,One,03-04-2024\n2,Two,05-06-2024\n");
        waiting.Text("status").ShouldBe("needs_confirmation");
        waiting.GetProperty("findings")[0].GetProperty("candidates").EnumerateArray().Select(it => it.GetString()).ShouldBe(["DD-MM-YYYY", "MM-DD-YYYY"]);

        await _ops.PostAsync($"/v1/imports/{waiting.Id()}/confirm", new { formats = new Dictionary<string, string> { ["customer_since"] = "YYYY-MM-DD" } }).JsonAsync(HttpStatusCode.BadRequest);
        await _ops.PostAsync($"/v1/imports/{waiting.Id()}/confirm", new { formats = new Dictionary<string, string> { ["customer_since"] = "DD-MM-YYYY" } }).JsonAsync(HttpStatusCode.Accepted);
        var done = await _ops.ImportEndsAsync(waiting.Id());

        done.Number("rowsInserted").ShouldBe(2);
        (await _ops.GetAsync($"/v1/accounts?externalId={source}:1").JsonAsync()).GetProperty("items")[0].Text("customerSince").ShouldBe("2024-04-03");
    }

    [Fact]
    public async Task Contacts_tickets_and_activities_come_from_files_too()
    {
        var source = Api.Unique("src");
        await _ops.ImportAsync($"kind=accounts&source={source}", "id,name,customer_since\nA,Alpha,2024-01-01\n");
        var contacts = await _ops.ImportAsync($"kind=contacts&source={source}", """
            {"externalId":"c1","account":"A","name":"Ann Example","email":"ann@alpha.example","seniority":"Director","function":"IT","roles":["champion","admin"]}
            {"externalId":"c2","account":"nobody","name":"Bob"}
            {"externalId":"c3","account":"A","name":"Cyd","email":"not an address"}
            """, "application/x-ndjson");
        var tickets = await _ops.ImportAsync($"kind=tickets&source={source}", "ticket_id,account_id,submitted_at,closed_at,priority,escalation_flag\nt1,A,2024-02-01 10:00:00,,urgent,True\nt2,A,2023-12-01,2023-12-02 03:00:00,low,False\nt3,A,2024-02-03,2024-02-01,low,False\n");
        var activities = await _ops.ImportAsync($"kind=activities&source={source}", "id,account_id,type,occurred_at,subject,participants\na1,A,call,2024-03-01T10:00:00Z,Kick-off,ann@alpha.example;c9\n");

        (contacts.Number("rowsInserted"), contacts.Number("rowsFailed")).ShouldBe((1, 2));
        (await _ops.FaultsAsync(contacts.Id())).ShouldBe(["2 account unknown-account", "3 email not-an-email"]);
        (tickets.Number("rowsInserted"), tickets.Number("rowsFailed"), tickets.Number("warnings")).ShouldBe((2, 1, 1));
        (await _ops.FaultsAsync(tickets.Id())).ShouldBe(["3 submitted_at before-customer-since", "4 closed_at resolved-before-opened"]);
        (activities.Number("rowsInserted"), activities.Number("warnings")).ShouldBe((1, 1));

        var account = (await _ops.GetAsync($"/v1/accounts?externalId={source}:A").JsonAsync()).GetProperty("items")[0];
        account.Number("openTickets").ShouldBe(1);
        var contact = (await _ops.GetAsync($"/v1/accounts/{account.Id()}/contacts").JsonAsync()).GetProperty("items")[0];
        contact.Text("lastTwoWayContactAt").ShouldStartWith("2024-03-01T10:00:00");
        var timeline = await _ops.GetAsync($"/v1/accounts/{account.Id()}/timeline?types=call,ticket_opened,ticket_resolved").JsonAsync();
        timeline.GetProperty("items").EnumerateArray().Select(entry => entry.Text("type")).ShouldBe(["call", "ticket_opened", "ticket_resolved", "ticket_opened"]);
    }

    [Fact]
    public async Task Subscriptions_and_invoices_are_passed_on_to_renewals()
    {
        var source = Api.Unique("src");
        await _ops.ImportAsync($"kind=accounts&source={source}", "id,name\nA,Alpha\n");
        var file = $"subscription_id,account_id,start_date,end_date,plan_tier,seats,mrr_amount,auto_renew_flag\n{source}1,A,2024-01-01,,Pro,17,833,True\n{source}2,B,2024-01-01,,Pro,17,833,True\n{source}3,A,2024-01-01,2023-01-01,Pro,17,833,True\n{source}4,A,2024-01-01,,Pro,17,0,True\n";

        var first = await _ops.ImportAsync($"kind=subscriptions&source={source}", file);
        var second = await _ops.ImportAsync($"kind=subscriptions&source={source}", file);
        var invoices = await _ops.ImportAsync($"kind=invoices&source={source}", $"invoice_id,account_id,amount,invoice_date,due_date\n{source}i,A,\"1.234,50\",31.01.2024,29.02.2024\n");

        (first.Number("rowsInserted"), first.Number("rowsFailed")).ShouldBe((1, 3));
        (await _ops.FaultsAsync(first.Id())).ShouldBe(["3 account_id unknown-account", "4 end_date ends-before-start", "5 mrr_amount no-amount"]);
        second.Number("rowsUnchanged").ShouldBe(1);
        service.Renewals.Subscriptions[source + "1"].ShouldSatisfyAllConditions(row => row.Amount.ShouldBe("833"), row => row.Seats.ShouldBe(17), row => row.AutoRenew.ShouldBeTrue(), row => row.StartsOn.ShouldBe("2024-01-01"));
        invoices.Number("rowsInserted").ShouldBe(1, invoices.ToString());
        service.Renewals.Invoices[source + "i"].ShouldSatisfyAllConditions(row => row.Amount.ShouldBe("1234.50"), row => row.DueOn.ShouldBe("2024-02-29"));
    }

    [Theory]
    [InlineData("id,name\n", "no-rows")]
    [InlineData("identity,name\n1,One\n", "missing-column")]
    [InlineData("id,name\n1,One\n2,\"Two\n3,Three\n", "quote-never-closed")]
    public async Task A_file_that_cannot_be_read_fails_as_a_whole_and_says_why(string file, string code)
    {
        var import = await _ops.ImportAsync($"kind=accounts&source={Api.Unique("src")}", file);

        import.Text("status").ShouldBe("failed");
        import.Text("problem").ShouldNotBeEmpty();
        (await _ops.ReportAsync(import.Id())).ShouldContain(row => row.Text("code") == code);
        import.Number("rowsInserted").ShouldBe(0);
    }

    [Fact]
    public async Task The_report_comes_as_csv_with_formulas_made_harmless()
    {
        var import = await _ops.ImportAsync($"kind=accounts&source={Api.Unique("src")}", "id,name,employees\n1,One,=1+1\n");

        var csv = await _ops.GetStringAsync($"/v1/imports/{import.Id()}/report?format=csv");

        csv.ShouldBe("line,column,value,code,message,severity\r\n2,employees,'=1+1,not-a-whole-number,\"Must be a whole number, such as 250.\",error\r\n");
    }

    [Fact]
    public async Task An_import_is_not_for_a_csm_and_not_for_an_unknown_type()
    {
        using var csm = service.ClientFor(Roles.Csm, "c");
        (await csm.SendFileAsync("kind=accounts&source=x", "id,name\n1,a"u8.ToArray())).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await _ops.SendFileAsync("kind=accounts&source=x", "x"u8.ToArray(), "application/pdf")).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await _ops.SendFileAsync("kind=widgets&source=x", "x"u8.ToArray())).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await _ops.SendFileAsync("kind=accounts&source=x", [])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await _ops.SendFileAsync("kind=accounts&source=x&mapping=nowhere", "x"u8.ToArray())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Work_that_another_process_left_goes_on_behind_its_last_batch()
    {
        var source = Api.Unique("src");
        var rows = Enumerable.Range(1, 2500).Select(i => i % 100 == 0 ? $"{i},,1" : $"{i},Account {i},1").ToArray();
        var started = await _ops.SendFileAsync($"kind=accounts&source={source}", Encoding.UTF8.GetBytes("id,name,employees\n" + string.Join('\n', rows))).JsonAsync(HttpStatusCode.Accepted);
        await _ops.ImportEndsAsync(started.Id());
        // As a process leaves it that is killed after its first batch: the job is running, its lease has run out, its file is still there.
        var again = await _ops.SendFileAsync($"kind=accounts&source={source}x", Encoding.UTF8.GetBytes("id,name,employees\n" + string.Join('\n', rows[..1000]))).JsonAsync(HttpStatusCode.Accepted);
        await _ops.ImportEndsAsync(again.Id());
        await service.Database.ExecuteAsync("insert into import_chunk (job_id, no, bytes) values (@id, 0, @bytes)", new { id = again.Id(), bytes = Encoding.UTF8.GetBytes("id,name,employees\n" + string.Join('\n', rows)) });
        await service.Database.ExecuteAsync("update import_job set status = 'running', finished_at = null, leased_until = now() - interval '1 s' where id = @id", new { id = again.Id() });

        var resumed = await Eventually.GetAsync(() => _ops.GetAsync($"/v1/imports/{again.Id()}").JsonAsync(), it => it.Text("status") == "completed", "the import is resumed");

        var whole = await _ops.GetAsync($"/v1/imports/{started.Id()}").JsonAsync();
        foreach (var figure in new[] { "rowsTotal", "rowsRead", "rowsInserted", "rowsUpdated", "rowsUnchanged", "rowsFailed" }) resumed.Number(figure).ShouldBe(whole.Number(figure), figure);
        (await _ops.FaultsAsync(again.Id())).ShouldBe(await _ops.FaultsAsync(started.Id()));
    }

    [Fact]
    public async Task Cancelling_stops_before_the_end_and_keeps_what_was_done()
    {
        var rows = Enumerable.Range(1, 60_000).Select(i => $"{i},Account {i}");
        var started = await _ops.SendFileAsync($"kind=accounts&source={Api.Unique("src")}", Encoding.UTF8.GetBytes("id,name\n" + string.Join('\n', rows))).JsonAsync(HttpStatusCode.Accepted);

        await _ops.PostAsync($"/v1/imports/{started.Id()}/cancel", new { }).JsonAsync();
        var cancelled = await _ops.ImportEndsAsync(started.Id());

        cancelled.Text("status").ShouldBe("cancelled");
        cancelled.Number("rowsRead").ShouldBeLessThan(60_000);
    }

    [Fact]
    public async Task The_ravenstack_accounts_and_tickets_come_in_whole()
    {
        var folder = PublicData.Find("ravenstack");
        Assert.SkipWhen(folder is null, PublicData.Missing("ravenstack"));
        var source = Api.Unique("ravenstack");
        await _ops.PutAsync("/v1/attributes/plan_tier", JsonContent.Create(new { type = "text" }));

        var accounts = await _ops.ImportAsync($"kind=accounts&source={source}", await File.ReadAllBytesAsync(Path.Combine(folder!, "ravenstack_accounts.csv")));
        var tickets = await _ops.ImportAsync($"kind=tickets&source={source}", await File.ReadAllBytesAsync(Path.Combine(folder!, "ravenstack_support_tickets.csv")));
        var again = await _ops.ImportAsync($"kind=tickets&source={source}", await File.ReadAllBytesAsync(Path.Combine(folder!, "ravenstack_support_tickets.csv")));

        (accounts.Number("rowsTotal"), accounts.Number("rowsInserted"), accounts.Number("rowsFailed")).ShouldBe((500, 500, 0));
        (tickets.Number("rowsTotal"), tickets.Number("rowsInserted"), tickets.Number("rowsFailed")).ShouldBe((2000, 2000, 0));
        tickets.Number("warnings").ShouldBeGreaterThan(1000);
        (again.Number("rowsUnchanged"), again.Number("rowsInserted")).ShouldBe((2000, 0));
    }
}
