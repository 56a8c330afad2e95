using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Platform.LocalServers;

namespace Platform.Benchmarks.Revenue;

/// <summary>Servers, the renewals service and the gateway as processes of their own, under one directory that is removed at the end.</summary>
internal sealed class RevenueStack : IAsyncDisposable
{
    private const string TokenKey = "a key for measuring only, longer than 32 characters";

    private readonly string _directory = Directory.CreateTempSubdirectory("platform-bench-").FullName;
    private readonly List<ChildProcess> _processes = [];
    private LocalServerSet? _servers;

    public NpgsqlDataSource Database { get; private set; } = null!;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 64 }) { Timeout = TimeSpan.FromSeconds(120) };

    public static async Task<RevenueStack> StartAsync(CancellationToken ct)
    {
        var stack = new RevenueStack();
        // PostgreSQL runs as a user of its own and has to reach its directory.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(stack._directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead
                | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        stack._servers = await LocalServerSet.StartAllAsync(stack._directory, ct);
        await stack._servers.Postgres.CreateDatabaseAsync("renewals", ct);
        await stack._servers.Postgres.CreateDatabaseAsync("gateway", ct);
        stack.Database = new NpgsqlDataSourceBuilder(stack._servers.Postgres.ConnectionStringFor("renewals") + ";Command Timeout=600").Build();
        var (renewalsHttp, renewalsGrpc, gatewayHttp) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        stack.Start("renewals", "services/renewals", "Platform.Renewals.dll", new()
        {
            ["HTTP_PORT"] = $"{renewalsHttp}",
            ["GRPC_PORT"] = $"{renewalsGrpc}",
            ["ConnectionStrings__renewals"] = stack._servers.Postgres.ConnectionStringFor("renewals"),
            // Every account is known before the run; nobody is asked.
            ["services__accounts__grpc__0"] = "http://127.0.0.1:9",
        });
        var gateway = new Dictionary<string, string?>
        {
            ["HTTP_PORT"] = $"{gatewayHttp}",
            ["GRPC_PORT"] = $"{FreePort.Next()}",
            ["ConnectionStrings__gateway"] = stack._servers.Postgres.ConnectionStringFor("gateway"),
            ["ConnectionStrings__redis"] = stack._servers.Redis.ConnectionString,
            ["DevelopmentTokens__Enabled"] = "true",
            ["Limits__calls__PerSecond"] = "100000",
            ["Limits__calls__Burst"] = "100000",
        };
        foreach (var upstream in new[] { "accounts", "health-scoring", "success-plans", "feedback" })
        {
            gateway[$"services__{upstream}__http__0"] = "http://127.0.0.1:9";
            gateway[$"services__{upstream}__grpc__0"] = "http://127.0.0.1:9";
        }

        gateway["services__renewals__http__0"] = $"http://localhost:{renewalsHttp}";
        gateway["services__renewals__grpc__0"] = $"http://localhost:{renewalsGrpc}";
        stack.Start("gateway", "gateway", "Platform.Gateway.dll", gateway);
        stack.Client.BaseAddress = new Uri($"http://localhost:{gatewayHttp}");
        await stack.ReadyAsync(new Uri($"http://localhost:{renewalsHttp}"), ct);
        await stack.ReadyAsync(stack.Client.BaseAddress, ct);
        await stack.RenewTokenAsync(ct);
        return stack;
    }

    /// <summary>Access tokens of the gateway are short-lived.</summary>
    public async Task RenewTokenAsync(CancellationToken ct)
    {
        var answer = await Client.PostAsJsonAsync("/v1/tokens", new { user = "bench", role = "ops" }, ct);
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("accessToken").GetString();
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private void Start(string name, string project, string assembly, Dictionary<string, string?> environment)
    {
        environment["ConnectionStrings__rabbitmq"] = _servers!.RabbitMq.ConnectionString;
        environment["InternalToken__Key"] = TokenKey;
        environment["Logging__LogLevel__Default"] = "Warning";
        environment["Logging__LogLevel__Microsoft.AspNetCore"] = "Warning";
        var path = Path.Combine(Root(), project, "bin", Configuration(), "net10.0", assembly);
        _processes.Add(ChildProcess.Start(
            name, new Launch("dotnet", [path]) { Environment = environment, WorkingDirectory = Path.Combine(Root(), project) }, _directory, Path.Combine(_directory, name + ".log")));
    }

    private async Task ReadyAsync(Uri address, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                // A gateway in front of services that are not there is alive, not ready.
                using var answer = await Client.GetAsync(new Uri(address, "/health/live"), ct);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (attempt < 300)
            {
                // Not there yet.
            }

            await Task.Delay(200, ct);
        }
    }

    private static string Configuration() =>
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Platform.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Platform.sln is in no folder above the program.");
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_processes.Select(p => p.StopAsync(Signal.Terminate, TimeSpan.FromSeconds(30))));
        Client.Dispose();
        await Database.DisposeAsync();
        if (_servers is not null) await _servers.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
