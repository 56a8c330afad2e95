using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Platform.LocalServers;

/// <summary>RabbitMQ with its management interface, and the port mapper daemon (epmd) that its Erlang node registers
/// with.</summary>
public sealed class RabbitMqServer(string directory) : LocalServer("rabbitmq", directory)
{
    // As Aspire names it; it may come in over loopback only, and that is where this server listens.
    private const string User = "guest";
    private const string NodeName = "platform@localhost";

    private int _distributionPort;
    private int _managementPort;
    private int _epmdPort;
    private ChildProcess? _epmd;

    /// <summary>An amqp:// address of the default virtual host.</summary>
    public override string ConnectionString =>
        FormattableString.Invariant($"amqp://{User}:{Password}@127.0.0.1:{Port}");

    /// <summary>The management API's address, user and password in it.</summary>
    public string ManagementUri => FormattableString.Invariant($"http://{User}:{Password}@127.0.0.1:{_managementPort}");

    public override int PortOf(string endpoint) => endpoint == "management" ? _managementPort : base.PortOf(endpoint);

    private string In(string file) => Path.Combine(Directory, file);

    protected override async Task PrepareAsync(CancellationToken ct)
    {
        await RefuseToRunElsewhereAsync(ct);
        if (_managementPort == 0)
        {
            _managementPort = FreePort.Next();
            _distributionPort = FreePort.Next();
            _epmdPort = FreePort.Next();
        }
        await File.WriteAllTextAsync(In("plugins"), "[rabbitmq_management].\n", ct);
        // listeners on loopback only; the user is created at the very first start and kept with the data.
        Secret.WritePrivate(
            In("rabbitmq.conf"),
            FormattableString.Invariant(
                $"""
                listeners.tcp.1 = 127.0.0.1:{Port}
                default_user = {User}
                default_pass = {Password}
                management.tcp.ip = 127.0.0.1
                management.tcp.port = {_managementPort}
                vm_memory_high_watermark.absolute = 2GB
                disk_free_limit.absolute = 200MB
                """
            )
        );
        // Erlang would start a daemon of its own that outlives the node; this one is ours and ends with us.
        if (_epmd is null or { HasExited: true })
        {
            _epmd = ChildProcess.Start(
                "epmd",
                new Launch(
                    Installed.Program("epmd", "rabbitmq-server"),
                    ["-address", "127.0.0.1", "-port", Number(_epmdPort)]
                )
                {
                    OrphanSignal = Signal.Kill,
                },
                Directory,
                In("epmd.log")
            );
        }
    }

    /// <summary>
    /// Quorum queues keep the absolute path of their files. In a directory that was moved or copied they do not start,
    /// and whoever uses them waits for ever without a reason.
    /// </summary>
    private async Task RefuseToRunElsewhereAsync(CancellationToken ct)
    {
        var note = In("made-in");
        var here = Path.GetFullPath(Directory);
        if (!File.Exists(note))
            await File.WriteAllTextAsync(note, here, ct);
        var madeIn = (await File.ReadAllTextAsync(note, ct)).Trim();
        if (madeIn == here)
            return;
        throw new LocalServerException(
            $"RabbitMQ's data was made in {madeIn} and knows that path; it does not run in {here}. Move it back there. "
                + $"Or, if no message that still matters waits in its queues, delete {In("mnesia")} and {note}: "
                + $"queues are made again, what the services hold in their databases is untouched."
        );
    }

    protected override Launch Launch() =>
        new(Installed.RabbitMqServer(), [])
        {
            Environment = new Dictionary<string, string?>(NodeEnvironment(), StringComparer.Ordinal)
            {
                ["RABBITMQ_DIST_PORT"] = Number(_distributionPort),
                ["RABBITMQ_MNESIA_BASE"] = In("mnesia"),
                ["RABBITMQ_LOG_BASE"] = In("logs"),
                ["RABBITMQ_LOGS"] = "-",
                ["RABBITMQ_ENABLED_PLUGINS_FILE"] = In("plugins"),
                ["RABBITMQ_CONFIG_FILE"] = In("rabbitmq.conf"),
                ["RABBITMQ_PID_FILE"] = In("rabbitmq-server-pid"),
                // The Erlang machine replaces the start script, so that signals reach it; it has no input all the same.
                ["RABBITMQ_ALLOW_INPUT"] = "1",
                ["RABBITMQ_SERVER_START_ARGS"] = "-noinput -kernel inet_dist_use_interface {127,0,0,1}",
                ["ERL_CRASH_DUMP"] = In("erl_crash.dump"),
            },
        };

    /// <summary>What the node and those who talk to it have in common.</summary>
    private Dictionary<string, string?> NodeEnvironment() =>
        new(StringComparer.Ordinal)
        {
            // The name is part of the data directory's; a port mapper per instance keeps equal names apart.
            ["RABBITMQ_NODENAME"] = NodeName,
            ["RABBITMQ_CONF_ENV_FILE"] = In("no-such-file"),
            ["ERL_EPMD_PORT"] = Number(_epmdPort),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            // Where the Erlang cookie lives.
            ["HOME"] = Directory,
        };

    public override async Task StopAsync()
    {
        await base.StopAsync();
        if (_epmd is not null)
            await _epmd.StopAsync(Signal.Kill, TimeSpan.FromSeconds(5));
        _epmd = null;
    }

    protected override async Task ProbeAsync(CancellationToken ct)
    {
        using var http = new HttpClient
        {
            BaseAddress = new Uri(FormattableString.Invariant($"http://127.0.0.1:{_managementPort}")),
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"))
        );
        using var answer = await http.GetAsync(
            new Uri(FormattableString.Invariant($"/api/health/checks/port-listener/{Port}"), UriKind.Relative),
            ct
        );
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Runs <c>rabbitmqctl</c> on this node, to make it do what operators and full disks do: raise an alarm,
    /// stop the application.</summary>
    /// <exception cref="LocalServerException">It refused.</exception>
    public async Task ControlAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Installed.RabbitMqControl(), ["-n", NodeName, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in NodeEnvironment())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new LocalServerException($"rabbitmqctl {string.Join(' ', arguments)} failed: {string.Concat(said)}");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
