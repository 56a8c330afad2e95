namespace Platform.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("import")]
    [InlineData("simulate")]
    [InlineData("load-sample")]
    [InlineData("portfolio")]
    [InlineData("token")]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("dead-letters", "list")]
    [InlineData("dead-letters", "replay")]
    public async Task Every_command_has_help_with_an_example(params string[] command)
    {
        var (exit, output, _) = await RunAsync([.. command, "--help"]);
        exit.ShouldBe(0);
        output.ShouldContain($"Example: ");
        output.ShouldContain($"platform {string.Join(' ', command)}");
    }

    [Fact]
    public void The_commands_tested_are_all_there_are()
    {
        CommandLine
            .Create()
            .Subcommands.Select(command => command.Name)
            .Order()
            .ShouldBe([
                "backup",
                "dead-letters",
                "import",
                "load-sample",
                "portfolio",
                "restore",
                "simulate",
                "token",
                "train",
            ]);
    }

    [Theory]
    [InlineData("--out DIR to write files or --live", "simulate")]
    [InlineData("--out DIR to write files or --live", "simulate", "--out", "x", "--live")]
    [InlineData("--batch lies between 1 and 1000", "simulate", "--live", "--batch", "1001")]
    [InlineData("--late is a share between 0 and 1", "simulate", "--live", "--late", "1.5")]
    [InlineData("csm", "token", "--role", "boss")]
    [InlineData("--wait is from 10 to 3600", "backup", "anywhere", "--wait", "5")]
    [InlineData("--limit lies between", "portfolio", "--limit", "0")]
    [InlineData("argument missing for command: 'import'", "import")]
    [InlineData("fly", "fly")]
    public async Task A_wrong_command_line_says_what_is_wrong_and_exits_with_2(string words, params string[] arguments)
    {
        var (exit, _, errors) = await RunAsync(arguments);
        exit.ShouldBe(2);
        errors.ShouldContain(words);
    }

    [Theory]
    [InlineData("ftp://gateway")]
    [InlineData("http://")]
    public async Task An_address_that_is_none_is_refused(string address)
    {
        var (exit, _, errors) = await RunAsync("portfolio", "--gateway", address);
        exit.ShouldBe(2);
        errors.ShouldContain("is not an address");
    }

    [Fact]
    public async Task Days_out_of_range_name_the_option()
    {
        var (exit, _, errors) = await RunAsync("simulate", "--out", "nowhere", "--days", "3");
        exit.ShouldBe(2);
        errors.ShouldContain("--days");
        Directory.Exists("nowhere").ShouldBeFalse();
    }

    [Fact]
    public async Task Simulate_writes_the_same_files_twice()
    {
        using var directory = new TemporaryDirectory();
        foreach (var name in new[] { "a", "b" })
            (
                await RunAsync(
                    "simulate",
                    "--out",
                    directory.File(name),
                    "--accounts",
                    "25",
                    "--days",
                    "30",
                    "--end",
                    "2026-06-30",
                    "--format",
                    "csv"
                )
            ).Exit.ShouldBe(0);

        var files = Directory.GetFiles(directory.File("a"));
        files.Length.ShouldBe(11);
        foreach (var file in files)
            File.ReadAllBytes(file)
                .ShouldBe(File.ReadAllBytes(Path.Combine(directory.File("b"), Path.GetFileName(file))));
        File.ReadLines(directory.File("a/truth.csv"))
            .First()
            .ShouldBe("account,storyline,startsOn,outcome,outcomeOn,observed");
    }

    private static async Task<(int Exit, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await CommandLine.RunAsync(arguments, output, errors);
        return (exit, output.ToString(), errors.ToString());
    }
}
