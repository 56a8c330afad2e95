using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Platform.LocalServers;

namespace Platform.AppHost.Running;

/// <summary>
/// What belongs to one running copy of the platform and to no other: its data directory, held alone until it ends, its
/// id, its secrets and the names of its volumes. When publishing there is none of it.
/// </summary>
internal sealed class Installation
{
    private static readonly TimeSpan EngineAnswersWithin = TimeSpan.FromSeconds(5);

    // Kept for as long as the process lives.
    private readonly DirectoryLock? _lock;

    private Installation(string data, string id, bool serversAreProcesses, DirectoryLock? directoryLock) =>
        (Data, Id, ServersAreProcesses, _lock) = (data, id, serversAreProcesses, directoryLock);

    /// <summary>The data directory: PLATFORM_DATA_DIR, else .data of the repository.</summary>
    internal string Data { get; }

    /// <summary>Made at the first start and kept with the data.</summary>
    internal string Id { get; }

    /// <summary>Whether PostgreSQL, RabbitMQ and Redis are programs of this machine rather than containers.</summary>
    internal bool ServersAreProcesses { get; }

    internal string In(string file) => Path.Combine(Data, file);

    internal string Volume(string server) => Id.Length == 0 ? $"{server}-data" : $"retention-platform-{Id}-{server}";

    /// <summary>Takes the data directory; says why and returns null when another run has it. Nothing was changed
    /// then.</summary>
    internal static async Task<Installation?> EnterAsync(IDistributedApplicationBuilder builder)
    {
        var settings = (ConfigurationManager)builder.Configuration;
        if (builder.ExecutionContext.IsPublishMode)
            return new Installation("", "", serversAreProcesses: false, directoryLock: null);

        var data = Path.GetFullPath(
            settings["PLATFORM_DATA_DIR"] ?? Path.Combine(builder.AppHostDirectory, "..", ".data")
        );
        try
        {
            var directoryLock = DirectoryLock.Take(data);
            DataFormat.Check(data);
            var installation = new Installation(
                data,
                Secret.KeptIn(Path.Combine(data, "installation")),
                await RunsProcessesAsync(settings),
                directoryLock
            );
            await installation.TidyUpAsync();
            installation.Configure(settings);
            return installation;
        }
        catch (LocalServerException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return null;
        }
    }

    /// <summary>Containers where an engine answers, else processes; Servers=containers|processes decides by
    /// hand.</summary>
    private static async Task<bool> RunsProcessesAsync(ConfigurationManager settings)
    {
        var (processes, why) = settings["Servers"] switch
        {
            "containers" => (false, "Servers=containers"),
            "processes" => (true, "Servers=processes"),
            null or "" => await EngineAnswersAsync(settings["ASPIRE_CONTAINER_RUNTIME"] ?? "docker")
                ? (false, "a container engine answers")
                : (true, "no container engine answers"),
            var other => throw new LocalServerException(
                $"Servers={other} is not known; it is containers or processes."
            ),
        };
        await Console.Out.WriteLineAsync(
            $"PostgreSQL, RabbitMQ and Redis run as {(processes ? "processes of this machine" : "containers")} ({why})."
        );
        return processes;
    }

    private static async Task<bool> EngineAnswersAsync(string engine)
    {
        try
        {
            var start = new ProcessStartInfo(engine, ["info"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            using var info = Process.Start(start)!;
            info.OutputDataReceived += (_, _) => { };
            info.ErrorDataReceived += (_, _) => { };
            info.BeginOutputReadLine();
            info.BeginErrorReadLine();
            using var patience = new CancellationTokenSource(EngineAnswersWithin);
            try
            {
                await info.WaitForExitAsync(patience.Token);
                return info.ExitCode == 0;
            }
            catch (OperationCanceledException)
            {
                info.Kill();
                return false;
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Ends what a run that was itself killed has left: services first, as in an ordered stop.</summary>
    private async Task TidyUpAsync()
    {
        if (Leftovers.Of(Id).Count is > 0 and var left)
        {
            await Console.Out.WriteLineAsync($"Waiting for {left} processes of a run that was killed.");
            await Leftovers.EndAsync(Id);
        }
        await ChildProcess.SweepAsync(Data);
        // Inherited by the orchestrator, the dashboard and the servers: what a later run knows them by.
        Environment.SetEnvironmentVariable(Leftovers.Variable, Id);
    }

    private void Configure(ConfigurationManager settings)
    {
        // Without it the host, and with it the servers, ends while services still drain.
        settings["DcpPublisher:WaitForResourceCleanup"] = "true";
        settings["Parameters:internal-token-key"] = Secret.KeptIn(In("internal-token-key"));
        foreach (var server in (string[])["postgres", "rabbitmq", "redis"])
            settings[$"Parameters:{server}-password"] = Secret.KeptIn(Path.Combine(Data, server, "password"));
        // Ports that nobody else has; the usual ones where they are free, so that a bookmark stays good.
        settings["ASPNETCORE_URLS"] = Address(15888);
        settings["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = Address(15890);
        settings["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = Address(15892);
        settings["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        settings["AppHost:BrowserToken"] = Secret.KeptIn(In("dashboard-token"));
    }

    private static string Address(int preferred) =>
        FormattableString.Invariant($"http://localhost:{FreePort.FirstFrom(preferred)}");
}
