using System.Diagnostics;
using System.Globalization;
using Platform.LocalServers;

namespace Platform.Orchestration;

/// <summary>What <c>./platform up</c> promises to an operator: installations that never meet, crashes that mend,
/// nothing left behind.</summary>
public sealed class UpTests(ITestOutputHelper output)
{
    private static readonly string[] Killed =
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
    ];

    [Fact]
    public async Task Two_started_at_once_never_meet_and_a_third_on_the_same_data_is_refused()
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

        // On data in use: refused, and whoever uses it goes on untouched.
        var record = Path.Combine(first.Data, "running.json");
        var before = await File.ReadAllTextAsync(record);
        await using var third = RunningUp.Start(one.Path, "--no-dashboard");
        (await third.ExitAsync()).ShouldNotBe(0);
        third.Output.ShouldContain("is in use by another running instance");
        (await File.ReadAllTextAsync(record)).ShouldBe(before);
        await ImportAsync(first, "Still here");
        (await first.AccountsAsync()).ShouldBe(["Northwind of the first", "Still here"], ignoreOrder: true);

        // An address that has become the other's: nothing is sent.
        await File.WriteAllTextAsync(
            record,
            before.Replace(first.Gateway.Authority, second.Gateway.Authority, StringComparison.Ordinal)
        );
        var (exit, said) = await first.CommandAsync("import", await FileOfAsync(one.Path, "Astray"));
        exit.ShouldBe(1, said);
        said.ShouldContain("not the gateway of this installation");
        (await second.AccountsAsync()).ShouldBe(["Southwind of the second"]);
        await File.WriteAllTextAsync(record, before);

        // In order: services first, then what they need; nothing is left of either.
        await Task.WhenAll(StopAsync(first, Signal.Interrupt), StopAsync(second, Signal.Terminate));

        async Task StopAsync(RunningUp up, Signal signal)
        {
            var watch = Stopwatch.StartNew();
            (await up.StopAsync(signal)).ShouldBe(0, up.Output);
            output.WriteLine($"{signal}: everything stopped after {watch.Elapsed.TotalSeconds:0.0} s");
            NothingIsLeftOf(up);
            File.Exists(Path.Combine(up.Data, "running.json")).ShouldBeFalse();
        }
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
            await KillTheDashboardAsync(first);
            foreach (var victim in Killed)
            {
                var killed = One(first, victim);
                var watch = Stopwatch.StartNew();
                Kill(killed);
                await first.UntilAsync($"{victim} is back", () => Find(first, victim) is { } id && id != killed);
                output.WriteLine($"{victim}: a new process after {watch.Elapsed.TotalSeconds:0.0} s");
            }
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

    /// <summary>Aspire starts its dashboard once, so it stays away until the next <c>up</c>; services that send their
    /// traces there go on, in the same processes.</summary>
    private async Task KillTheDashboardAsync(RunningUp up)
    {
        var dashboard = One(up, "Aspire.Dashboard");
        var services = Services(up);
        Kill(dashboard);
        var watch = Stopwatch.StartNew();
        await UntilAnswersAsync(up);
        output.WriteLine(
            $"Aspire.Dashboard: everything answers {watch.Elapsed.TotalSeconds:0.0} s after it was killed"
        );
        Services(up).ShouldBe(services);
        Find(up, "Aspire.Dashboard").ShouldBeNull();

        static int[] Services(RunningUp up) =>
            [.. Killed.Where(it => it.EndsWith(".dll", StringComparison.Ordinal)).Select(it => One(up, it))];
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
