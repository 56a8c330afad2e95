using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Platform.LocalServers;

namespace Platform.Benchmarks;

/// <summary>Servers, one service and the gateway as processes of their own, under one directory that is removed at the
/// end.</summary>
internal sealed class ServiceStack : IAsyncDisposable
{
    private const string TokenKey = "a key for measuring only, longer than 32 characters";

    private static readonly string[] Services =
    [
        "accounts",
        "success-plans",
        "health-scoring",
        "renewals",
        "feedback",
        "engagement",
    ];

    private readonly string _directory = Directory.CreateTempSubdirectory("platform-bench-").FullName;
    private readonly Uri _serviceAddress = new($"http://localhost:{FreePort.Next()}");
    private readonly int _serviceGrpc = FreePort.Next();
    private readonly string _service;
    private ChildProcess? _running;
    private ChildProcess? _gateway;
    private LocalServerSet? _servers;

    private ServiceStack(string service) => _service = service;

    public NpgsqlDataSource Database { get; private set; } = null!;

    public NpgsqlDataSource GatewayDatabase { get; private set; } = null!;

    /// <summary>The measured service's process.</summary>
    public int ServiceId => _running!.Id;

    /// <summary>Processor time so far, in seconds, of each part of the stack and of this process.</summary>
    public Dictionary<string, double> Cpu() =>
        new(
            ProcessorTime.Of(
                new Dictionary<string, int[]>(StringComparer.Ordinal)
                {
                    ["gateway"] = [_gateway!.Id],
                    [_service] = [_running!.Id],
                    ["postgres"] = [_servers!.Postgres.ProcessId ?? 0],
                    ["rabbitmq"] = [_servers.RabbitMq.ProcessId ?? 0],
                    ["redis"] = [_servers.Redis.ProcessId ?? 0],
                }
            ),
            StringComparer.Ordinal
        )
        {
            ["client"] = ProcessorTime.OfOne(Environment.ProcessId),
        };

    public HttpClient Client { get; } =
        new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 64 })
        {
            Timeout = TimeSpan.FromSeconds(120),
        };

    /// <param name="service">The resource name; its project is <c>services/name</c>, its assembly
    /// <c>Platform.Name.dll</c>. All other services are away.</param>
    public static async Task<ServiceStack> StartAsync(string service, CancellationToken ct)
    {
        var stack = new ServiceStack(service);
        // PostgreSQL runs as a user of its own and has to reach its directory.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                stack._directory,
                UnixFileMode.UserRead
                    | UnixFileMode.UserWrite
                    | UnixFileMode.UserExecute
                    | UnixFileMode.GroupRead
                    | UnixFileMode.GroupExecute
                    | UnixFileMode.OtherRead
                    | UnixFileMode.OtherExecute
            );
        }

        stack._servers = await LocalServerSet.StartAllAsync(stack._directory, ct);
        await stack._servers.Postgres.CreateDatabaseAsync(service, ct);
        await stack._servers.Postgres.CreateDatabaseAsync("gateway", ct);
        stack.Database = new NpgsqlDataSourceBuilder(
            stack._servers.Postgres.ConnectionStringFor(service) + ";Command Timeout=600"
        ).Build();
        stack.GatewayDatabase = new NpgsqlDataSourceBuilder(
            stack._servers.Postgres.ConnectionStringFor("gateway") + ";Command Timeout=600"
        ).Build();
        stack.StartGateway();
        await stack.StartServiceAsync(ct);
        await stack.ReadyAsync(stack.Client.BaseAddress!, "/health/live", ct);
        await stack.RenewTokenAsync(ct);
        return stack;
    }

    /// <summary>kill -9, and a new process in its place.</summary>
    public async Task KillServiceAsync(CancellationToken ct)
    {
        await _running!.StopAsync(Signal.Kill, TimeSpan.FromSeconds(10));
        await StartServiceAsync(ct);
    }

    private async Task StartServiceAsync(CancellationToken ct)
    {
        var environment = new Dictionary<string, string?>
        {
            ["HTTP_PORT"] = $"{_serviceAddress.Port}",
            ["GRPC_PORT"] = $"{_serviceGrpc}",
            [$"ConnectionStrings__{_service}"] = _servers!.Postgres.ConnectionStringFor(_service),
        };
        // Whatever it would ask about is known before the run; nobody is there to be asked.
        foreach (var other in Services.Where(other => other != _service))
            environment[$"services__{other}__grpc__0"] = "http://127.0.0.1:9";
        _running = Start(
            _service,
            $"services/{_service}",
            $"Platform.{char.ToUpperInvariant(_service[0])}{_service[1..]}.dll",
            environment
        );
        await ReadyAsync(_serviceAddress, "/health/ready", ct);
    }

    private void StartGateway()
    {
        var port = FreePort.Next();
        var environment = new Dictionary<string, string?>
        {
            ["HTTP_PORT"] = $"{port}",
            ["GRPC_PORT"] = $"{FreePort.Next()}",
            ["ConnectionStrings__gateway"] = _servers!.Postgres.ConnectionStringFor("gateway"),
            ["ConnectionStrings__redis"] = _servers.Redis.ConnectionString,
            ["DevelopmentTokens__Enabled"] = "true",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Limits__calls__PerSecond"] = "100000",
            ["Limits__calls__Burst"] = "100000",
        };
        foreach (var upstream in Services)
        {
            environment[$"services__{upstream}__http__0"] =
                upstream == _service ? $"http://localhost:{_serviceAddress.Port}" : "http://127.0.0.1:9";
            environment[$"services__{upstream}__grpc__0"] =
                upstream == _service ? $"http://localhost:{_serviceGrpc}" : "http://127.0.0.1:9";
        }

        _gateway = Start("gateway", "gateway", "Platform.Gateway.dll", environment);
        Client.BaseAddress = new Uri($"http://localhost:{port}");
    }

    /// <summary>Access tokens of the gateway are short-lived.</summary>
    public async Task RenewTokenAsync(CancellationToken ct)
    {
        var answer = await Client.PostAsJsonAsync("/v1/tokens", new { user = "bench", role = "ops" }, ct);
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("accessToken").GetString();
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private ChildProcess Start(string name, string project, string assembly, Dictionary<string, string?> environment)
    {
        environment["ConnectionStrings__rabbitmq"] = _servers!.RabbitMq.ConnectionString;
        environment["InternalToken__Key"] = TokenKey;
        environment["Logging__LogLevel__Default"] = "Warning";
        environment["Logging__LogLevel__Microsoft.AspNetCore"] = "Warning";
        var path = Path.Combine(Root(), project, "bin", Configuration(), "net10.0", assembly);
        return ChildProcess.Start(
            name,
            new Launch("dotnet", [path])
            {
                Environment = environment,
                WorkingDirectory = Path.Combine(Root(), project),
            },
            _directory,
            Path.Combine(_directory, name + ".log")
        );
    }

    private async Task ReadyAsync(Uri address, string path, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                // A gateway in front of services that are not there is alive, not ready.
                using var answer = await Client.GetAsync(new Uri(address, path), ct);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (attempt < 300)
            {
                // Not there yet.
            }

            await Task.Delay(200, ct);
        }
    }

    private static string Configuration() =>
        AppContext.BaseDirectory.Contains(
            $"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}",
            StringComparison.Ordinal
        )
            ? "Release"
            : "Debug";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException("Platform.sln is in no folder above the program.");
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(
            new[] { _running, _gateway }
                .OfType<ChildProcess>()
                .Select(p => p.StopAsync(Signal.Terminate, TimeSpan.FromSeconds(30)))
        );
        Client.Dispose();
        await Database.DisposeAsync();
        await GatewayDatabase.DisposeAsync();
        if (_servers is not null)
            await _servers.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
