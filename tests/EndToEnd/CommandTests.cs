namespace Platform.EndToEnd.Tests;

/// <summary>The README's commands against a running platform, as <c>./platform</c> passes them on.</summary>
public sealed class CommandTests(RunningPlatform platform)
{
    [Theory]
    [InlineData("Account", "portfolio")]
    [InlineData("No dead letters", "dead-letters", "list")]
    [InlineData(".", "token", "--role", "csm", "--user", "csm-01")]
    public async Task It_runs_and_prints(string expected, params string[] arguments)
    {
        var output = await RunAsync(arguments);

        output.ShouldContain(expected, Case.Insensitive);
    }

    [Fact]
    public async Task A_simulated_company_is_written_and_imported_and_the_second_time_nothing_changes()
    {
        var folder = Directory.CreateTempSubdirectory("platform-simulated-").FullName;
        try
        {
            // A company of its own: the default seed's domains are those of the sample, and one domain is one account.
            await RunAsync("simulate", "--out", folder, "--accounts", "9", "--days", "30", "--seed", "9");

            (await RunAsync("import", folder, "--source", "nine")).ShouldContain("9 new");
            (await RunAsync("import", folder, "--source", "nine")).ShouldContain("9 unchanged");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private Task<string> RunAsync(params string[] arguments) => PlatformCommand.RunAsync(platform, arguments);
}
