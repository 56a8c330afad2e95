using System.Net;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Imports;

/// <summary>What becomes of a file's rows, and what is told about them.</summary>
public class ImportTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task A_row_that_fails_does_not_fail_the_others_and_the_report_names_line_column_and_reason()
    {
        var source = Api.Unique("src");
        var import = await _ops.ImportAsync(
            $"kind=accounts&source={source}",
            """
            id,name,employees,customer_since,lifecycle
            1,One,10,2024-01-31,established
            2,,10,2024-01-31,established
            3,Three,ten,2024-02-31,asleep
            4,"Four
            and a half",40,2024-01-31,
            1,One again,10,2024-01-31,established
            5,Five,50
            6,Six,60,2024-01-31,churned
            """
        );

        import.Text("status").ShouldBe("completed", import.ToString());
        (
            import.Number("rowsTotal"),
            import.Number("rowsRead"),
            import.Number("rowsInserted"),
            import.Number("rowsFailed")
        ).ShouldBe((7, 7, 3, 4));
        (await _ops.FaultsAsync(import.Id())).ShouldBe(
            [
                "3 name missing",
                "4 employees not-a-whole-number",
                "4 lifecycle unknown-value",
                "4 customer_since not-a-date",
                "7 id repeated-in-file",
                "8  wrong-field-count",
            ],
            ignoreOrder: true
        );
        var four = await _ops.GetAsync($"/v1/accounts?externalId={source}:4").JsonAsync();
        four.GetProperty("items")[0].Text("name").ShouldBe("Four\nand a half");
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing()
    {
        var source = Api.Unique("src");
        var file =
            "id;name;employees\n" + string.Join('\n', Enumerable.Range(1, 50).Select(i => $"{i};Account {i};{i}"));
        var first = await _ops.ImportAsync($"kind=accounts&source={source}", file);
        var events = await service.Database.ScalarAsync<long>(
            "select count(*) from audit_entry where account_id in (select account_id from account_external_id "
                + "where source = @source)",
            new { source }
        );

        var second = await _ops.ImportAsync($"kind=accounts&source={source}", file);
        var third = await _ops.ImportAsync(
            $"kind=accounts&source={source}",
            file.Replace("Account 7;7", "Account 7;8", StringComparison.Ordinal)
        );

        (first.Number("rowsInserted"), second.Number("rowsUnchanged"), second.Number("rowsUpdated")).ShouldBe(
            (50, 50, 0)
        );
        (third.Number("rowsUnchanged"), third.Number("rowsUpdated")).ShouldBe((49, 1));
        (
            await service.Database.ScalarAsync<long>(
                "select count(*) from audit_entry where account_id in (select account_id from "
                    + "account_external_id where source = @source)",
                new { source }
            )
        ).ShouldBe(events + 1);
    }

    [Fact]
    public async Task A_dry_run_reports_what_would_change_and_changes_nothing()
    {
        var source = Api.Unique("src");
        await _ops.ImportAsync($"kind=accounts&source={source}", "id,name,country\n1,One,DE\n2,Two,DE\n");

        var dry = await _ops.ImportAsync(
            $"kind=accounts&source={source}&dryRun=true",
            "id,name,country\n1,One,FR\n2,Two,DE\n3,Three,DE\n4,,DE\n"
        );

        (
            dry.Number("rowsInserted"),
            dry.Number("rowsUpdated"),
            dry.Number("rowsUnchanged"),
            dry.Number("rowsFailed")
        ).ShouldBe((1, 1, 1, 1));
        var report = await _ops.ReportAsync(dry.Id());
        report
            .Single(row => row.Text("code") == "would-update")
            .Text("message")
            .ShouldBe("Would change country: DE → FR.");
        report.Single(row => row.Text("code") == "would-insert").Number("line").ShouldBe(4);
        (await _ops.GetAsync($"/v1/accounts?externalId={source}:1").JsonAsync())
            .GetProperty("items")[0]
            .Text("country")
            .ShouldBe("DE");
        (await _ops.GetAsync($"/v1/accounts?externalId={source}:3").JsonAsync())
            .GetProperty("items")
            .GetArrayLength()
            .ShouldBe(0);
    }

    [Theory]
    [InlineData("id,name\n", "no-rows")]
    [InlineData("identity,name\n1,One\n", "missing-column")]
    [InlineData("\"id,name\n1,One\n", "quote-never-closed")]
    public async Task A_file_that_cannot_be_read_fails_as_a_whole_and_says_why(string file, string code)
    {
        var import = await _ops.ImportAsync($"kind=accounts&source={Api.Unique("src")}", file);

        import.Text("status").ShouldBe("failed");
        import.Text("problem").ShouldNotBeEmpty();
        (await _ops.ReportAsync(import.Id())).ShouldContain(row => row.Text("code") == code);
        import.Number("rowsInserted").ShouldBe(0);
    }

    [Fact]
    public async Task An_unclosed_quote_in_line_7_takes_nothing_of_lines_2_to_6_with_it()
    {
        var source = Api.Unique("src");
        var import = await _ops.ImportAsync(
            $"kind=accounts&source={source}",
            "id,name\n1,One\n2,Two\n3,Three\n4,Four\n5,Five\n6,\"Six\n7,Seven\n"
        );

        (import.Text("status"), import.Number("rowsInserted"), import.Number("rowsFailed")).ShouldBe(
            ("completed", 5, 1)
        );
        (await _ops.FaultsAsync(import.Id())).ShouldBe(["7  quote-never-closed"]);
        (await _ops.GetAsync($"/v1/accounts?externalId={source}:5").JsonAsync())
            .GetProperty("items")[0]
            .Text("name")
            .ShouldBe("Five");
    }

    [Fact]
    public async Task Ids_that_a_spreadsheet_shortened_are_warned_about_and_two_of_them_are_told_why_they_are_one()
    {
        var source = Api.Unique("src");
        var accounts = await _ops.ImportAsync(
            $"kind=accounts&source={source}",
            "id,name\n1.00235E+12,First Customer\n1.00235E+12,Second Customer\n00123,Leading Zero\n"
        );
        var contacts = await _ops.ImportAsync(
            $"kind=contacts&source={source}",
            "id,account_id,name\nPD-1,00123,Kept\nPD-2,123.0,Pandas Float\n"
        );

        (accounts.Number("rowsInserted"), accounts.Number("rowsFailed"), accounts.Number("warnings")).ShouldBe(
            (2, 1, 1)
        );
        (await _ops.FaultsAsync(accounts.Id())).ShouldBe([
            "2 id looks-like-a-shortened-number",
            "3 id repeated-in-file",
        ]);
        (await _ops.ReportAsync(accounts.Id()))[1].Text("message").ShouldContain("a spreadsheet");
        contacts.Number("rowsInserted").ShouldBe(1);
        (await _ops.FaultsAsync(contacts.Id())).ShouldBe([
            "3 account_id looks-like-a-shortened-number",
            "3 account_id unknown-account",
        ]);
    }

    [Fact]
    public async Task The_report_comes_as_csv_with_formulas_made_harmless()
    {
        var import = await _ops.ImportAsync(
            $"kind=accounts&source={Api.Unique("src")}",
            "id,name,employees\n1,One,=1+1\n"
        );

        var csv = await _ops.GetStringAsync($"/v1/imports/{import.Id()}/report?format=csv");

        csv.ShouldBe(
            "line,column,value,code,message,severity\r\n"
                + "2,employees,'=1+1,not-a-whole-number,\"Must be a whole number, such as 250.\",error\r\n"
        );
    }

    [Fact]
    public async Task An_import_is_not_for_a_csm_and_not_for_an_unknown_type()
    {
        using var csm = service.ClientFor(Roles.Csm, "c");
        (await csm.SendFileAsync("kind=accounts&source=x", "id,name\n1,a"u8.ToArray())).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await _ops.SendFileAsync("kind=accounts&source=x", "x"u8.ToArray(), "application/pdf")).StatusCode.ShouldBe(
            HttpStatusCode.UnsupportedMediaType
        );
        (await _ops.SendFileAsync("kind=widgets&source=x", "x"u8.ToArray())).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await _ops.SendFileAsync("kind=accounts&source=x", [])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await _ops.SendFileAsync("kind=accounts&source=x&mapping=nowhere", "x"u8.ToArray())).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }
}
