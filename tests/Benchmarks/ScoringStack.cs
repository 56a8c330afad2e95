using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Platform.LocalServers;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Auth;

namespace Platform.Benchmarks;

/// <summary>Servers, scoring replicas and the gateway as processes of their own, under one directory that is removed at
/// the end.</summary>
internal sealed class ScoringStack : IAsyncDisposable
{
    private const string TokenKey = "a key for measuring only, longer than 32 characters";
    private static readonly string[] Upstreams =
    [
        "accounts",
        "renewals",
        "health-scoring",
        "success-plans",
        "feedback",
    ];

    private readonly string _directory;
    private readonly List<(int Http, int Grpc)> _scoringPorts = [];
    private readonly NpgsqlDataSource _gatewayDatabase;
    private ChildProcess? _gateway;

    private ScoringStack(string directory, LocalServerSet servers)
    {
        _directory = directory;
        Servers = servers;
        Database = NpgsqlDataSource.Create(servers.Postgres.ConnectionStringFor("health_scoring"));
        _gatewayDatabase = NpgsqlDataSource.Create(servers.Postgres.ConnectionStringFor("gateway"));
    }

    public LocalServerSet Servers { get; }

    public NpgsqlDataSource Database { get; }

    /// <summary>Null where the run goes without the gateway.</summary>
    public NpgsqlDataSource? GatewayDatabase => _gateway is null ? null : _gatewayDatabase;

    public List<ChildProcess> Scoring { get; } = [];

    public int? GatewayId => _gateway?.Id;

    public required HttpClient Client { get; init; }

    public static async Task<ScoringStack> StartAsync(int replicas, bool direct, CancellationToken ct)
    {
        var directory = Directory.CreateTempSubdirectory("platform-bench-").FullName;
        // PostgreSQL runs as a user of its own and has to reach its directory.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(
                directory,
                UnixFileMode.UserRead
                    | UnixFileMode.UserWrite
                    | UnixFileMode.UserExecute
                    | UnixFileMode.GroupRead
                    | UnixFileMode.GroupExecute
                    | UnixFileMode.OtherRead
                    | UnixFileMode.OtherExecute
            );
        var servers = await LocalServerSet.StartAllAsync(directory, ct);
        await servers.Postgres.CreateDatabaseAsync("health_scoring", ct);
        await servers.Postgres.CreateDatabaseAsync("gateway", ct);
        var http = FreePort.Next();
        var stack = new ScoringStack(directory, servers)
        {
            Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 64 })
            {
                Timeout = TimeSpan.FromSeconds(60),
            },
        };
        for (var i = 0; i < replicas; i++)
        {
            stack._scoringPorts.Add((FreePort.Next(), FreePort.Next()));
            stack.StartScoring(i);
        }
        if (!direct)
            stack.StartGateway(http);
        var scoring = new Uri($"http://localhost:{stack._scoringPorts[0].Http}");
        stack.Client.BaseAddress = direct ? scoring : new Uri($"http://localhost:{http}");
        await stack.ReadyAsync(scoring, ct);
        await stack.ReadyAsync(stack.Client.BaseAddress, ct);
        await stack.RenewTokenAsync(ct);
        return stack;
    }

    /// <summary>How many messages of the scoring service wait to be told.</summary>
    public async Task<long> OutboxAsync(CancellationToken ct)
    {
        await using var command = Database.CreateCommand("select count(*) from messaging.outbox_message");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Resident memory of the platform's own processes, with the most that each had.</summary>
    public string Memory() =>
        string.Join(
            ", ",
            Scoring
                .Select((s, i) => ($"scoring {i}", s.Id))
                .Concat(_gateway is { } gateway ? [("gateway", gateway.Id)] : [])
                .Select(p => $"{p.Item1} {MegabytesOf(p.Id, "VmRSS:"):0} MB (most {MegabytesOf(p.Id, "VmHWM:"):0})")
        );

    private static double MegabytesOf(int process, string field)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(
                line[field.Length..].Replace("kB", "", StringComparison.Ordinal),
                CultureInfo.InvariantCulture
            ) / 1024;
    }

    /// <summary>Access tokens of the gateway are short-lived.</summary>
    public async Task RenewTokenAsync(CancellationToken ct)
    {
        if (_gateway is null)
        {
            Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", DirectToken());
            return;
        }
        var answer = await Client.PostAsJsonAsync("/v1/tokens", new { user = "bench", role = "ops" }, ct);
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("accessToken").GetString();
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public void StartScoring(int replica)
    {
        var (http, grpc) = _scoringPorts[replica];
        var process = Start(
            $"scoring-{replica}",
            "services/health-scoring",
            "Platform.HealthScoring.dll",
            new()
            {
                ["HTTP_PORT"] = $"{http}",
                ["GRPC_PORT"] = $"{grpc}",
                ["ConnectionStrings__health_scoring"] = Servers.Postgres.ConnectionStringFor("health_scoring"),
                // Every account is known before the run; nobody is asked.
                ["services__accounts__grpc__0"] = "http://127.0.0.1:9",
            }
        );
        if (replica < Scoring.Count)
            Scoring[replica] = process;
        else
            Scoring.Add(process);
    }

    private void StartGateway(int http)
    {
        var environment = new Dictionary<string, string?>
        {
            ["HTTP_PORT"] = $"{http}",
            ["GRPC_PORT"] = $"{FreePort.Next()}",
            ["ConnectionStrings__gateway"] = Servers.Postgres.ConnectionStringFor("gateway"),
            ["ConnectionStrings__redis"] = Servers.Redis.ConnectionString,
            ["DevelopmentTokens__Enabled"] = "true",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Limits__ingest__PerSecond"] = "100000",
            ["Limits__ingest__Burst"] = "100000",
        };
        foreach (var upstream in Upstreams)
        {
            environment[$"services__{upstream}__http__0"] = "http://127.0.0.1:9";
            environment[$"services__{upstream}__grpc__0"] = "http://127.0.0.1:9";
        }
        for (var i = 0; i < _scoringPorts.Count; i++)
        {
            environment[$"services__health-scoring__http__{i}"] = $"http://localhost:{_scoringPorts[i].Http}";
            environment[$"services__health-scoring__grpc__{i}"] = $"http://localhost:{_scoringPorts[i].Grpc}";
        }
        _gateway = Start("gateway", "gateway", "Platform.Gateway.dll", environment);
    }

    private ChildProcess Start(string name, string project, string assembly, Dictionary<string, string?> environment)
    {
        environment["ConnectionStrings__rabbitmq"] = Servers.RabbitMq.ConnectionString;
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

    private async Task ReadyAsync(Uri address, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                // A gateway in front of services that are not there is alive, not ready.
                using var answer = await Client.GetAsync(new Uri(address, "/health/live"), ct);
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

    private static string DirectToken()
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager
        {
            ["InternalToken:Key"] = TokenKey,
        };
        return new InternalToken(configuration, TimeProvider.System).IssueForService(
            new ServiceIdentity("bench", typeof(ScoringStack).Assembly)
        );
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
            Scoring
                .Append(_gateway)
                .OfType<ChildProcess>()
                .Select(p => p.StopAsync(Signal.Terminate, TimeSpan.FromSeconds(30)))
        );
        Client.Dispose();
        await Database.DisposeAsync();
        await _gatewayDatabase.DisposeAsync();
        await Servers.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
