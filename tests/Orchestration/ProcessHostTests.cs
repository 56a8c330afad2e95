using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Orchestration;

public sealed partial class ProcessHostTests : IDisposable
{
    private readonly ScratchDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Who_waits_for_another_starts_when_all_of_its_replicas_are_healthy()
    {
        await using var application = SampleApplication.Start(_directory.Path, more: "--ReadyAfter=1500");
        await application.UntilAsync(() => application.Processes().Count(p => p.Name.StartsWith("inner", StringComparison.Ordinal) && p.State == "starting") == 2);
        application.The("outer").State.ShouldBe("waiting");

        await application.UntilHealthyAsync();

        application.Processes().ShouldAllBe(p => p.State == "healthy");
        var lines = application.Output.Split('\n');
        var outer = Array.FindIndex(lines, l => l.StartsWith("outer", StringComparison.Ordinal));
        lines[..outer].Count(l => l.Contains("inner-service-1 is healthy", StringComparison.Ordinal) || l.Contains("inner-service-2 is healthy", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Processes_get_the_variables_that_Aspire_gives()
    {
        await using var application = SampleApplication.Start(_directory.Path);
        await application.UntilHealthyAsync();

        var outer = await application.EnvironmentOfAsync("outer");
        foreach (var replica in (int[])[0, 1])
        {
            var addresses = application.The($"inner-service-{replica + 1}").Addresses;
            outer[$"services__inner-service__http__{replica}"].ShouldBe(addresses["http"]);
            outer[$"services__inner-service__grpc__{replica}"].ShouldBe(addresses["grpc"]);
        }
        outer["OTEL_SERVICE_NAME"].ShouldBe("outer");
        outer.ShouldNotContainKey("ASPNETCORE_URLS");

        var first = await application.EnvironmentOfAsync("inner-service-1");
        var second = await application.EnvironmentOfAsync("inner-service-2");
        first["OTEL_SERVICE_NAME"].ShouldBe("inner-service");
        first["OTEL_RESOURCE_ATTRIBUTES"].ShouldNotBe(second["OTEL_RESOURCE_ATTRIBUTES"]);
        new[] { first["HTTP_PORT"], first["GRPC_PORT"], second["HTTP_PORT"], second["GRPC_PORT"] }.ShouldBeUnique();
        first["Shared__Key"].Length.ShouldBe(40);
        outer["Shared__Key"].ShouldBe(first["Shared__Key"]);
    }

    [Fact]
    public async Task A_crashed_service_comes_back_on_its_port_later_each_time()
    {
        await using var application = SampleApplication.Start(_directory.Path);
        await application.UntilHealthyAsync();
        var before = application.The("inner-service-1");

        for (var crash = 1; crash <= 2; crash++)
        {
            await application.CrashAsync("inner-service-1");
            await application.UntilAsync(() => application.The("inner-service-1") is { State: "healthy" } p && p.Restarts == crash);
        }

        var after = application.The("inner-service-1");
        after.ProcessId.ShouldNotBe(before.ProcessId);
        after.Addresses.ShouldBe(before.Addresses);
        application.Output.ShouldContain("inner-service-1 ended with exit code 3");
        application.Output.ShouldContain("starting it again in 0.5 s");
        application.Output.ShouldContain("starting it again in 1 s");
        application.The("inner-service-2").Restarts.ShouldBe(0);
    }

    [Fact]
    public async Task Output_is_shown_under_its_name_and_kept()
    {
        await using var application = SampleApplication.Start(_directory.Path);
        await application.UntilHealthyAsync();
        var hello = $"hello from process {application.The("inner-service-2").ProcessId}";

        await application.UntilAsync(() => Regex.IsMatch(application.Output, $@"(?m)^inner-service-2 +\| {hello}$", RegexOptions.None, TimeSpan.FromSeconds(5)));
        File.ReadAllText(application.The("inner-service-2").Log).ShouldContain(hello);
        File.ReadAllText(application.The("outer").Log).ShouldNotContain(hello);
    }

    [Fact]
    public async Task Sigterm_stops_everything_dependents_first()
    {
        await using var application = SampleApplication.Start(_directory.Path, servers: true);
        await application.UntilHealthyAsync();

        (await application.TerminateAsync()).ShouldBe(0);

        Processes.Mentioning(_directory.Path).ShouldBeEmpty();
        File.Exists(Path.Combine(_directory.Path, "state.json")).ShouldBeFalse();
        var draining = application.Output.Split('\n').Where(l => l.EndsWith("draining", StringComparison.Ordinal)).Select(l => l.Split(' ')[0]).ToList();
        draining.Count.ShouldBe(3);
        draining[0].ShouldBe("outer");
    }

    [Fact]
    public async Task A_killed_host_leaves_nothing_behind_and_the_next_start_finds_the_data()
    {
        string key;
        await using (var application = SampleApplication.Start(_directory.Path, servers: true))
        {
            await application.UntilHealthyAsync();
            var environment = await application.EnvironmentOfAsync("inner-service-1");
            key = environment["Shared__Key"];
            environment["ConnectionStrings__redis"].ShouldStartWith("127.0.0.1:");
            await ExecuteAsync(environment["ConnectionStrings__inner_service"], "create table kept (value int); insert into kept values (42)");

            await application.KillAsync();
            await application.UntilAsync(() => Processes.Mentioning(_directory.Path).Count == 0);
        }

        await using var again = SampleApplication.Start(_directory.Path, servers: true);
        await again.UntilHealthyAsync();
        var variables = await again.EnvironmentOfAsync("inner-service-1");
        variables["Shared__Key"].ShouldBe(key);
        (await ExecuteAsync(variables["ConnectionStrings__inner_service"], "select value from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task Two_instances_side_by_side_do_not_disturb_each_other()
    {
        using var other = new ScratchDirectory();
        var port = LocalServers.FreePort.Next().ToString(CultureInfo.InvariantCulture);
        await using var first = SampleApplication.Start(_directory.Path, more: $"--OuterPort={port}");
        await first.UntilHealthyAsync();
        await using var second = SampleApplication.Start(other.Path, more: $"--OuterPort={port}");
        await second.UntilHealthyAsync();

        first.The("outer").Addresses["http"].ShouldBe($"http://localhost:{port}");
        second.The("outer").Addresses["http"].ShouldNotBe($"http://localhost:{port}");
        second.Output.ShouldContain($"port {port} is taken: outer offers http on");
        (await first.EnvironmentOfAsync("outer"))["Shared__Key"].ShouldNotBe((await second.EnvironmentOfAsync("outer"))["Shared__Key"]);

        await second.TerminateAsync();
        first.Processes().ShouldAllBe(p => p.State == "healthy" && p.Restarts == 0);
    }

    [Fact]
    public async Task A_second_instance_in_the_same_directory_is_refused()
    {
        await using var first = SampleApplication.Start(_directory.Path);
        await first.UntilHealthyAsync();

        await using var second = SampleApplication.Start(_directory.Path);
        await second.ExitedAsync();

        second.Output.ShouldContain("is in use by another running instance");
        first.Processes().ShouldAllBe(p => p.State == "healthy");
    }

    [Fact]
    public async Task Publishing_says_what_it_needs()
    {
        await using var application = SampleApplication.Start(_directory.Path, more: ["--operation", "publish"]);
        await application.ExitedAsync();

        application.Output.ShouldContain("Publishing needs the real Aspire packages");
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
