using System.Diagnostics;
using System.Globalization;
using Platform.LocalServers;

namespace Platform.Orchestration;

/// <summary>What <c>./platform up</c> promises to an operator: installations that never meet, crashes that mend,
/// nothing left behind.</summary>
public sealed class UpTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Two_started_at_once_have_ports_of_their_own_and_imports_reach_their_own()
    {
        using var one = new ScratchDirectory();
        using var two = new ScratchDirectory();
        await using var first = RunningUp.Start(one.Path, "--no-dashboard");
        await using var second = RunningUp.Start(two.Path, "--no-dashboard");
        await Task.WhenAll(first.UntilReadyAsync(), second.UntilReadyAsync());

        first.Gateway.ShouldNotBe(second.Gateway);
        await ImportAsync(first, "Northwind of the first");
        await ImportAsync(second, "Southwind of the second");
        (await first.AccountsAsync()).ShouldBe(["Northwind of the first"]);
        (await second.AccountsAsync()).ShouldBe(["Southwind of the second"]);

        // An address that has become the other's: nothing is sent.
        var record = Path.Combine(first.Data, "running.json");
        var stale = (await File.ReadAllTextAsync(record)).Replace(
            first.Gateway.Authority,
            second.Gateway.Authority,
            StringComparison.Ordinal
        );
        await File.WriteAllTextAsync(record, stale);
        var (exit, said) = await first.CommandAsync("import", await FileOfAsync(one.Path, "Astray"));
        exit.ShouldBe(1, said);
        said.ShouldContain("not the gateway of this installation");
        (await second.AccountsAsync()).ShouldBe(["Southwind of the second"]);
    }

    [Fact]
    public async Task A_second_one_on_the_same_data_is_refused_and_the_first_goes_on_untouched()
    {
        using var directory = new ScratchDirectory();
        await using var first = RunningUp.Start(directory.Path, "--no-dashboard");
        await first.UntilReadyAsync();
        var before = await File.ReadAllTextAsync(Path.Combine(directory.Path, "running.json"));

        await using var second = RunningUp.Start(directory.Path, "--no-dashboard");
        (await second.ExitAsync()).ShouldNotBe(0);

        second.Output.ShouldContain("is in use by another running instance");
        (await File.ReadAllTextAsync(Path.Combine(directory.Path, "running.json"))).ShouldBe(before);
        await ImportAsync(first, "Still here");
        (await first.AccountsAsync()).ShouldBe(["Still here"]);

        // In order: services first, then what they need; nothing is left of either.
        var watch = Stopwatch.StartNew();
        (await first.StopAsync(Signal.Interrupt)).ShouldBe(0, first.Output);
        output.WriteLine($"Ctrl-C: everything stopped after {watch.Elapsed.TotalSeconds:0.0} s");
        NothingIsLeftOf(first);
        File.Exists(Path.Combine(directory.Path, "running.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Data_of_a_build_before_the_first_release_is_refused_with_one_sentence_and_nothing_is_changed()
    {
        using var directory = new ScratchDirectory();
        await File.WriteAllTextAsync(Path.Combine(directory.Path, "installation"), "earlier");

        await using var up = RunningUp.Start(directory.Path, "--no-dashboard");
        (await up.ExitAsync()).ShouldNotBe(0);

        up.Output.ShouldContain(
            $"The data in {directory.Path} was made by a build before 1.0.0, which this one cannot read: delete the "
                + "directory, or start beside it with --data DIR."
        );
        Directory
            .GetFiles(directory.Path, "*", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file).Length > 0)
            .Select(Path.GetFileName)
            .ShouldBe(["installation"]);
    }

    [Fact]
    public async Task Whatever_is_killed_comes_back_and_of_a_killed_host_nothing_stays_behind()
    {
        using var directory = new ScratchDirectory();
        int[] servers;
        string installation;
        await using (var first = RunningUp.Start(directory.Path))
        {
            await first.UntilReadyAsync();
            installation = first.Installation;
            await ImportAsync(first, "Kept");
            foreach (
                var victim in (string[])
                    [
                        "Platform.Accounts.dll",
                        "Platform.HealthScoring.dll",
                        "Platform.Renewals.dll",
                        "Platform.SuccessPlans.dll",
                        "Platform.Feedback.dll",
                        "Platform.Engagement.dll",
                        "Platform.Gateway.dll",
                        "postgres",
                        "redis",
                        "rabbitmq",
                    ]
            )
            {
                var killed = One(first, victim);
                var watch = Stopwatch.StartNew();
                Kill(killed);
                await first.UntilAsync($"{victim} is back", () => Find(first, victim) is { } id && id != killed);
                output.WriteLine($"{victim}: a new process after {watch.Elapsed.TotalSeconds:0.0} s");
            }
            // Aspire starts its dashboard once: without it everything goes on.
            Kill(One(first, "Aspire.Dashboard"));
            await UntilAnswersAsync(first);
            (await first.AccountsAsync()).ShouldBe(["Kept"]);

            servers = [.. ((string[])["postgres", "redis", "rabbitmq"]).Select(server => One(first, server))];
            Kill(first.Id);
            await first.ExitAsync();
        }

        var gone = Stopwatch.StartNew();
        while (
            (Left(installation, directory.Path).Count > 0 || servers.Any(IsThere))
            && gone.Elapsed < TimeSpan.FromSeconds(60)
        )
            await Task.Delay(100);
        output.WriteLine($"AppHost: nothing was left {gone.Elapsed.TotalSeconds:0.0} s after it was killed");
        Left(installation, directory.Path).ShouldBeEmpty();
        servers.ShouldAllBe(server => !IsThere(server));

        var start = Stopwatch.StartNew();
        await using var again = RunningUp.Start(directory.Path, "--no-dashboard");
        await again.UntilReadyAsync();
        output.WriteLine($"The next start was ready after {start.Elapsed.TotalSeconds:0.0} s");
        again.Installation.ShouldBe(installation);
        (await again.AccountsAsync()).ShouldBe(["Kept"]);
        (await again.StopAsync(Signal.Terminate)).ShouldBe(0, again.Output);
        NothingIsLeftOf(again);
    }

    private static async Task ImportAsync(RunningUp up, string account)
    {
        var (exit, said) = await up.CommandAsync(
            "import",
            await FileOfAsync(Directory.CreateTempSubdirectory("platform-import-").FullName, account)
        );
        exit.ShouldBe(0, said);
    }

    private static async Task<string> FileOfAsync(string directory, string account)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(directory, "files")).FullName, "accounts.csv");
        await File.WriteAllTextAsync(
            file,
            $"id,name,domain\n"
                + $"{account.Replace(' ', '-')},{account},{account.Split(' ')[0].ToLowerInvariant()}.example\n"
        );
        return Path.GetDirectoryName(file)!;
    }

    private static async Task UntilAnswersAsync(RunningUp up)
    {
        using var http = new HttpClient { BaseAddress = up.Gateway };
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if ((await http.GetAsync("/health/ready")).IsSuccessStatusCode && (await up.AccountsAsync()).Count > 0)
                    return;
            }
            catch (HttpRequestException) when (attempt < 600)
            {
                // Not yet.
            }
            await Task.Delay(200);
        }
    }

    private static void NothingIsLeftOf(RunningUp up) => Left(up.Installation, up.Data).ShouldBeEmpty();

    private static IReadOnlyList<string> Left(string installation, string data) =>
        [
            .. Processes
                .Mentioning(installation)
                .Concat(Processes.Mentioning(data))
                .Select(p => $"{p.Id} {p.CommandLine.Replace('\0', ' ')}")
                .Distinct(),
        ];

    private static int One(RunningUp up, string program) =>
        Find(up, program) ?? throw new InvalidOperationException($"{program} does not run:\n{up.Output}");

    /// <summary>Servers rewrite what /proc shows of them, but their host notes their ids; the others have the
    /// installation's in their environment.</summary>
    private static int? Find(RunningUp up, string program)
    {
        var note = Path.Combine(up.Data, program, $"{program}.child");
        if (File.Exists(note))
            return
                int.Parse(File.ReadAllText(note).Split(' ')[0], CultureInfo.InvariantCulture) is var id && IsThere(id)
                ? id
                : null;
        return Processes
            .Mentioning(up.Installation)
            .Where(p => p.CommandLine.Split('\0').Take(2).Any(part => part.EndsWith(program, StringComparison.Ordinal)))
            .Select(p => (int?)p.Id)
            .FirstOrDefault();
    }

    private static bool IsThere(int id) => Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}"));

    private static void Kill(int id)
    {
        using var kill = Process.Start("kill", ["-9", id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
