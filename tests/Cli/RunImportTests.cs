using Platform.Cli.Imports;
using Platform.Cli.Imports.Checks;
using Platform.Cli.Imports.Recognition;
using Platform.Cli.Imports.Usage;

namespace Platform.Cli.Tests;

public sealed class RunImportTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly PlatformDouble _platform = new();
    private readonly StringWriter _output = new();

    public RunImportTests()
    {
        _directory.Write(
            "ravenstack_feature_usage.csv",
            "usage_id,subscription_id,usage_date,feature_name,usage_count\nU-1,S-1,2024-03-01,feature_1,3\n"
                + "U-1,S-1,2024-03-01,feature_1,3\nU-2,S-1,2024-03-01,feature_2,3\n"
        );
        _directory.Write("ravenstack_support_tickets.csv", "ticket_id,account_id,submitted_at\nT-1,A-1,2024-03-01\n");
        _directory.Write(
            "ravenstack_subscriptions.csv",
            "subscription_id,account_id,start_date,end_date,mrr_amount\nS-1,A-1,2024-02-01,,100\n"
        );
        _directory.Write(
            "ravenstack_accounts.csv",
            "account_id,account_name,signup_date,plan_tier\nA-1,One,2024-01-10,Pro\n"
        );
    }

    public void Dispose()
    {
        _directory.Dispose();
        _platform.Dispose();
        _output.Dispose();
    }

    [Fact]
    public async Task Accounts_go_before_what_refers_to_them_and_mappings_before_their_files()
    {
        using var report = await RunAsync();

        // Features are put a few at a time, in no order.
        _platform
            .Requests.Where(request => !request.StartsWith("GET", StringComparison.Ordinal))
            .Select(request => request.Replace("feature_2", "feature_1", StringComparison.Ordinal))
            .ShouldBe([
                "POST v1/tokens",
                "PUT v1/import-mappings/ravenstack-accounts",
                "POST v1/imports accounts",
                "PUT v1/import-mappings/ravenstack-subscriptions",
                "POST v1/imports subscriptions",
                "PUT v1/import-mappings/ravenstack-tickets",
                "POST v1/imports tickets",
                "PUT v1/features/feature_1",
                "PUT v1/features/feature_1",
                "POST v1/events",
            ]);
        _platform.EventIds.ShouldBe(["ravenstack:U-1", "ravenstack:U-2"]);
        report.Errors.ShouldBe(1);
        _output.ToString().ShouldContain("3 rows: 2 events accepted");
        _output.ToString().ShouldContain("Done: 3 new and 0 changed rows.");
    }

    [Fact]
    public async Task An_import_whose_rows_were_all_refused_says_so_and_does_not_exit_with_0()
    {
        var file = _directory.Write("people.csv", "id,account_id,name\n1,nobody,Ann\n2,nobody,Bob\n");
        var mapping = _directory.Write(
            "people.json",
            """{"kind":"contacts","columns":{"id":"externalId","account_id":"account","name":"name"}}"""
        );
        _platform.Refused["contacts"] = 2;
        using var client = _platform.Client();
        var run = new RunImport(
            client,
            new ImportOptions(file, mapping, Report: _directory.File("report.out")),
            _output,
            TimeProvider.System
        );

        (await run.RunAsync(TestContext.Current.CancellationToken)).Dispose();

        run.TookNothing.ShouldBeTrue();
        _output.ToString().ShouldContain("Nothing was imported: all 2 rows were refused");
        _output.ToString().ShouldNotContain("held");
    }

    [Fact]
    public async Task Rows_refused_beside_rows_held_already_are_not_said_to_be_held()
    {
        (await RunAsync()).Dispose();
        _platform.Refused["tickets"] = 3;
        _output.GetStringBuilder().Clear();

        (await RunAsync()).Dispose();

        _output.ToString().ShouldContain("the platform held the others already");
        _output.ToString().ShouldContain("4 rows were refused.");
    }

    [Fact]
    public async Task What_somebody_declared_of_a_feature_outlives_the_import_of_its_usage()
    {
        _platform.DeclaredFeatures.Add("feature_1");
        (await RunAsync()).Dispose();
        _platform
            .Requests.Where(request => request.StartsWith("PUT v1/features/", StringComparison.Ordinal))
            .ShouldBe(["PUT v1/features/feature_2"]);

        var file = _directory.Write(
            "usage.csv",
            "id,account,user,feature,date\n1,a,u,field_core_feature,2026-11-10T10:00:00Z\n"
        );
        _platform.Requests.Clear();
        (await RunAsync(new ImportOptions(file))).Dispose();
        _platform.Requests.ShouldNotContain(request =>
            request.StartsWith("PUT v1/features/", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Nested_fields_other_encodings_and_the_separator_line_are_read_in_usage_too()
    {
        var nested = _directory.Write(
            "usage.ndjson",
            """
            {"messageId":"seg-1","userId":"u-77","event":"Report Exported","timestamp":"2026-11-10T10:00:00.123Z",
            "context":{"groupId":"F-20"},"properties":{"quantity":3}}
            """.ReplaceLineEndings("")
        );
        var mapping = _directory.Write(
            "nested.json",
            """
            {"kind":"usage","columns":{"messageId":"eventId","context.groupId":"account","userId":"user",
            "event":"feature","timestamp":"occurredAt","properties.quantity":"quantity"}}
            """.ReplaceLineEndings("")
        );
        (await RunAsync(new ImportOptions(nested, mapping))).Dispose();
        _platform.LastEvent.ShouldBe("import:seg-1 import:F-20 u-77 Report Exported 3 2026-11-10T10:00:00.123Z");

        var latin = _directory.File("usage-1252.csv");
        await File.WriteAllBytesAsync(
            latin,
            [
                .. "id;account;user;feature;time\nEN-1;F-10;jos"u8,
                0xE9,
                .. ";export "u8,
                0x96,
                .. " pdf;2026-11-10 10:00\n"u8,
            ],
            TestContext.Current.CancellationToken
        );
        var declared = _directory.Write(
            "1252.json",
            """
            {"kind":"usage","encoding":"windows-1252","timeZone":"Europe/Berlin","columns":{"id":"eventId",
            "account":"account","user":"user","feature":"feature","time":"occurredAt"}}
            """.ReplaceLineEndings("")
        );
        (await RunAsync(new ImportOptions(latin, declared))).Dispose();
        _platform.LastEvent.ShouldBe("import:EN-1 import:F-10 josé export – pdf 1 2026-11-10T09:00:00.000Z");
        using (var undeclared = await RunAsync(new ImportOptions(latin)))
        {
            undeclared.Errors.ShouldBe(1);
            undeclared.Dispose();
            (await File.ReadAllTextAsync(undeclared.Path, TestContext.Current.CancellationToken)).ShouldContain(
                "undecodable-text"
            );
        }

        var utf16 = _directory.File("usage-16.csv");
        await File.WriteAllBytesAsync(
            utf16,
            new System.Text.UnicodeEncoding(false, false).GetBytes(
                "sep=;\r\nid;account;user;feature;time\r\nU-16;F-10;ana;export;2026-11-10T10:00:00Z\r\n"
            ),
            TestContext.Current.CancellationToken
        );
        (await RunAsync(new ImportOptions(utf16))).Dispose();
        _platform.LastEvent.ShouldBe("import:U-16 import:F-10 ana export 1 2026-11-10T10:00:00.000Z");
    }

    [Fact]
    public async Task The_same_import_again_says_that_nothing_changed()
    {
        (await RunAsync()).Dispose();
        (await RunAsync()).Dispose();

        _output.ToString().ShouldContain("Nothing changed");
        _platform.EventIds.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Events_wait_for_accounts_that_the_platform_has_just_got()
    {
        _platform.BatchesBeforeAccountsAreKnown = 2;
        using var report = await RunAsync();

        _platform.Requests.Count(request => request == "POST v1/events").ShouldBe(3);
        _platform.EventIds.Count.ShouldBe(2);
        report.Errors.ShouldBe(1);
    }

    [Fact]
    public async Task A_dry_run_sends_no_event_and_passes_over_accounts_known_from_the_same_directory()
    {
        _platform.Reports["tickets"] = """
            {"line":2,"column":"account_id","value":"A-1","code":"unknown-account","message":"None.","severity":"error"}
            {"line":3,"column":"account_id","value":"A-9","code":"unknown-account","message":"None.","severity":"error"}

            """;
        using var report = await RunAsync(new ImportOptions(_directory.Path, DryRun: true));

        _platform.Requests.ShouldNotContain("POST v1/events");
        _platform.EventIds.ShouldBeEmpty();
        report.Dispose();
        File.ReadAllText(report.Path).ShouldContain("A-9");
        File.ReadAllText(report.Path).ShouldNotContain("\"value\":\"A-1\"");
        _output.ToString().ShouldContain("Dry run: nothing was stored.");
        _output.ToString().ShouldContain("1 of accounts that only the import itself would bring");
    }

    [Fact]
    public async Task A_file_that_fails_as_a_whole_fails_the_command_with_its_reason()
    {
        _platform.Endings["tickets"] = "failed";
        await Should.ThrowAsync<CommandFailedException>(() => RunAsync());
        _output.ToString().ShouldContain("Line 1: has no header");
    }

    [Fact]
    public async Task A_column_that_reads_in_two_ways_is_asked_about_and_then_confirmed()
    {
        _platform.Endings["accounts"] = "needs_confirmation";
        var asked = await Should.ThrowAsync<CommandFailedException>(() => RunAsync());
        asked.Message.ShouldContain("--confirm signed=FORMAT");
        asked.Message.ShouldContain("DD/MM/YYYY or MM/DD/YYYY");

        var confirmed = new ImportOptions(_directory.Path)
        {
            Confirmed = new Dictionary<string, string> { ["signed"] = "DD/MM/YYYY" },
        };
        (await RunAsync(confirmed)).Dispose();
        _platform.Requests.ShouldContain(request => request.EndsWith("/confirm", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Usage_dates_that_read_in_two_ways_are_asked_about_too()
    {
        var file = _directory.Write(
            "usage.csv",
            "id,account,user,feature,date\n1,a,u,f,03/04/2024\n2,a,u,f,05/06/2024\n"
        );
        (
            await Should.ThrowAsync<CommandFailedException>(() => RunAsync(new ImportOptions(file)))
        ).Message.ShouldContain("--confirm date=DD/MM/YYYY");

        var confirmed = new ImportOptions(file)
        {
            Confirmed = new Dictionary<string, string> { ["date"] = "MM/DD/YYYY" },
        };
        (await RunAsync(confirmed)).Dispose();
        _platform.EventIds.Count.ShouldBe(2);
        _platform.LastOccurredAt.ShouldBe("2024-05-06T00:00:00.000Z");
    }

    [Fact]
    public async Task A_features_file_says_only_what_it_has_columns_for()
    {
        _directory.Write("features.csv", "key,core\nexport,true\nsearch,false\n");
        (await RunAsync(new ImportOptions(_directory.File("features.csv")))).Dispose();

        _platform.Features["export"].ShouldBe("""{"core":true,"premium":null}""");
        _platform.Features["search"].ShouldBe("""{"core":false,"premium":null}""");
    }

    [Fact]
    public void A_usage_file_may_name_refused_attempts_and_teams()
    {
        var path = _directory.Write(
            "usage.csv",
            "id,account,user,feature,date,outcome,team\n1,a,u,f,2026-11-10,Denied,Finance\n"
                + "2,a,u,f,2026-11-10,clicked,\n"
        );
        var source = Recognition.Of(path, null, null);
        var lines = new UsageFile(source.First(FileKind.Usage)!, "crm", SourceFacts.Of(source), _ => { })
            .Lines()
            .ToList();

        lines.Select(line => (line.Event.Outcome, line.Event.Team)).ShouldBe([("denied", "Finance"), (null, null)]);
    }

    [Fact]
    public async Task Outcomes_are_handed_over_with_their_source_and_those_refused_are_reported_by_line()
    {
        var file = _directory.Write(
            "outcomes.csv",
            "account,kind,occurredOn,annualBefore\nacct-1,churned,2025-05-01,10\nacct-2,exploded,2025-06-01,10\n"
                + "acct-3,renewed,soon,1\n"
        );
        using var report = await RunAsync(new ImportOptions(file));

        _platform.Outcomes.ShouldBe(["sim:acct-1 churned 2025-05-01", "sim:acct-2 exploded 2025-06-01"]);
        report.Errors.ShouldBe(2);
        _output.ToString().ShouldContain("outcomes.csv: 3 rows: 1 outcomes, 2 refused");
    }

    private async Task<DefectReport> RunAsync(ImportOptions? options = null)
    {
        using var client = _platform.Client();
        options ??= new ImportOptions(_directory.Path);
        return await new RunImport(
            client,
            options with
            {
                Report = _directory.File("report.out"),
            },
            _output,
            TimeProvider.System
        ).RunAsync(TestContext.Current.CancellationToken);
    }
}
