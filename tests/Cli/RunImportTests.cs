using Platform.Cli.Imports;

namespace Platform.Cli.Tests;

public sealed class RunImportTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly PlatformDouble _platform = new();
    private readonly StringWriter _output = new();

    public RunImportTests()
    {
        _directory.Write("ravenstack_feature_usage.csv", "usage_id,subscription_id,usage_date,feature_name,usage_count\nU-1,S-1,2024-03-01,feature_1,3\nU-1,S-1,2024-03-01,feature_1,3\nU-2,S-1,2024-03-01,feature_2,3\n");
        _directory.Write("ravenstack_support_tickets.csv", "ticket_id,account_id,submitted_at\nT-1,A-1,2024-03-01\n");
        _directory.Write("ravenstack_subscriptions.csv", "subscription_id,account_id,start_date,end_date,mrr_amount\nS-1,A-1,2024-02-01,,100\n");
        _directory.Write("ravenstack_accounts.csv", "account_id,account_name,signup_date,plan_tier\nA-1,One,2024-01-10,Pro\n");
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
        _platform.Requests.Where(request => !request.StartsWith("GET", StringComparison.Ordinal))
            .Select(request => request.Replace("feature_2", "feature_1", StringComparison.Ordinal)).ShouldBe(
        [
            "POST v1/tokens",
            "PUT v1/import-mappings/ravenstack-accounts", "POST v1/imports accounts",
            "PUT v1/import-mappings/ravenstack-subscriptions", "POST v1/imports subscriptions",
            "PUT v1/import-mappings/ravenstack-tickets", "POST v1/imports tickets",
            "PUT v1/features/feature_1", "PUT v1/features/feature_1",
            "POST v1/events",
        ]);
        _platform.EventIds.ShouldBe(["ravenstack:U-1", "ravenstack:U-2"]);
        report.Errors.ShouldBe(1);
        _output.ToString().ShouldContain("3 rows: 2 events accepted");
        _output.ToString().ShouldContain("Done: 3 new and 0 changed rows.");
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
            {"line":2,"column":"account_id","value":"A-1","code":"unknown-account","message":"No account.","severity":"error"}
            {"line":3,"column":"account_id","value":"A-9","code":"unknown-account","message":"No account.","severity":"error"}

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

        var confirmed = new ImportOptions(_directory.Path) { Confirmed = new Dictionary<string, string> { ["signed"] = "DD/MM/YYYY" } };
        (await RunAsync(confirmed)).Dispose();
        _platform.Requests.ShouldContain(request => request.EndsWith("/confirm", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Usage_dates_that_read_in_two_ways_are_asked_about_too()
    {
        var file = _directory.Write("usage.csv", "id,account,user,feature,date\n1,a,u,f,03/04/2024\n2,a,u,f,05/06/2024\n");
        (await Should.ThrowAsync<CommandFailedException>(() => RunAsync(new ImportOptions(file)))).Message.ShouldContain("--confirm date=DD/MM/YYYY");

        var confirmed = new ImportOptions(file) { Confirmed = new Dictionary<string, string> { ["date"] = "MM/DD/YYYY" } };
        (await RunAsync(confirmed)).Dispose();
        _platform.EventIds.Count.ShouldBe(2);
        _platform.LastOccurredAt.ShouldBe("2024-05-06T00:00:00.000Z");
    }

    private async Task<DefectReport> RunAsync(ImportOptions? options = null)
    {
        using var client = _platform.Client();
        options ??= new ImportOptions(_directory.Path);
        return await new RunImport(client, options with { Report = _directory.File("report.out") }, _output, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);
    }
}
