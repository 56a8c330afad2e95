using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Platform.LocalServers;

namespace Platform.Benchmarks.Gateway;

/// <summary>Servers, one upstream, bare nginx and the gateway in front of it, each a process of its own.</summary>
internal sealed class GatewayStack : IAsyncDisposable
{
    private static readonly string[] Services =
    [
        "accounts",
        "renewals",
        "health-scoring",
        "success-plans",
        "feedback",
        "engagement",
    ];

    private readonly string _directory = Directory.CreateTempSubdirectory("platform-bench-").FullName;
    private readonly List<ChildProcess> _processes = [];
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private LocalServerSet? _servers;

    public string Upstream { get; } = $"http://127.0.0.1:{FreePort.Next()}";

    public string Nginx { get; } = $"http://127.0.0.1:{FreePort.Next()}";

    public string Gateway { get; } = $"http://127.0.0.1:{FreePort.Next()}";

    public string Token { get; private set; } = "";

    public string GatewayDatabase => _servers!.Postgres.ConnectionStringFor("gateway");

    public string Broker => _servers!.RabbitMq.ConnectionString;

    /// <summary>Resident memory of the gateway's process in MB.</summary>
    public int GatewayMemory() =>
        int.Parse(
            File.ReadLines($"/proc/{_processes[^1].Id}/status")
                .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            System.Globalization.CultureInfo.InvariantCulture
        ) / 1024;

    /// <summary>Seconds of processor time that the gateway's process has used, of all cores.</summary>
    public double GatewayProcessorTime() => ProcessorTime.OfOne(_processes[^1].Id);

    /// <summary>Where scripts for the load programs may be put.</summary>
    public string ScratchFile(string name) => Path.Combine(_directory, name);

    public async Task StartAsync(CancellationToken ct)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_directory, (UnixFileMode)0b111_101_101);
        _servers = await LocalServerSet.StartAllAsync(_directory, ct);
        await _servers.Postgres.CreateDatabaseAsync("gateway", ct);
        await _servers.Postgres.CreateDatabaseAsync("upstream", ct);
        await ExecuteAsync(
            _servers.Postgres.ConnectionStringFor("upstream"),
            "create table one_row (id int primary key, text text not null); insert into one_row select id, "
                + "json_build_object('id', id, 'name', repeat('n', 200)) from generate_series(1, 10000) id",
            ct
        );

        var grpc = FreePort.Next();
        Start(
            "upstream",
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Platform.Benchmarks.dll"),
                "upstream",
                "--http",
                Port(Upstream),
                "--grpc",
                $"{grpc}",
                "--database",
                _servers.Postgres.ConnectionStringFor("upstream"),
            ],
            []
        );
        await File.WriteAllTextAsync(ScratchFile("nginx.conf"), NginxConfiguration(), ct);
        Start(
            "nginx",
            "nginx",
            ["-c", ScratchFile("nginx.conf"), "-p", _directory, "-e", ScratchFile("nginx-error.log")],
            []
        );
        StartGateway(grpc);

        foreach (var address in new[] { Upstream, Nginx })
            await AnswersAsync($"{address}/v1/contacts", ct);
        await AnswersAsync($"{Gateway}/health/ready", ct);
        using var issued = await _client.PostAsJsonAsync(
            $"{Gateway}/v1/tokens",
            new { user = "bench", role = "ops" },
            ct
        );
        Token = (await issued.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct))
            .GetProperty("accessToken")
            .GetString()!;
    }

    private void StartGateway(int upstreamGrpc)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["HTTP_PORT"] = Port(Gateway),
            ["GRPC_PORT"] = $"{FreePort.Next()}",
            ["ConnectionStrings__gateway"] = GatewayDatabase,
            ["ConnectionStrings__redis"] = _servers!.Redis.ConnectionString,
            ["ConnectionStrings__rabbitmq"] = _servers.RabbitMq.ConnectionString,
            ["InternalToken__Key"] = "a key for measuring only, longer than 32 characters",
            ["DevelopmentTokens__Enabled"] = "true",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            // Limits are counted as always, only wide enough not to end the measurement.
            ["Limits__calls__PerSecond"] = "1000000",
            ["Limits__calls__Burst"] = "1000000",
            ["Logging__LogLevel__Default"] = "Warning",
            // Metrics of every call and the traces of each tenth, as in operation; the upstream stands in for the
            // collector too.
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{upstreamGrpc}",
            ["OTEL_TRACES_SAMPLER"] = "parentbased_traceidratio",
            ["OTEL_TRACES_SAMPLER_ARG"] = "0.1",
        };
        foreach (var service in Services)
        {
            environment[$"services__{service}__http__0"] = Upstream;
            environment[$"services__{service}__grpc__0"] = $"http://127.0.0.1:{upstreamGrpc}";
        }

        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal)
            ? "Release"
            : "Debug";
        Start(
            "gateway",
            "dotnet",
            [Path.Combine(Root(), "gateway", "bin", configuration, "net10.0", "Platform.Gateway.dll")],
            environment
        );
    }

    private string NginxConfiguration() =>
        $$"""
            daemon off; worker_processes auto; pid {{ScratchFile("nginx.pid")}};
            events { worker_connections 4096; }
            http {
              access_log off;
              client_body_temp_path {{ScratchFile("n1")}}; proxy_temp_path {{ScratchFile(
                "n2"
            )}}; fastcgi_temp_path {{ScratchFile("n3")}}; uwsgi_temp_path {{ScratchFile(
                "n4"
            )}}; scgi_temp_path {{ScratchFile("n5")}};
              upstream behind { server 127.0.0.1:{{Port(Upstream)}}; keepalive 64; }
              server { listen 127.0.0.1:{{Port(
                Nginx
            )}}; location / { proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection ""; } }
            }
            """;

    /// <summary>Each in a folder of its own: ASP.NET watches its folder, and must not be woken by what the database
    /// writes.</summary>
    private void Start(
        string name,
        string program,
        IReadOnlyList<string> arguments,
        Dictionary<string, string?> environment
    )
    {
        var folder = Directory.CreateDirectory(ScratchFile($"{name}-home")).FullName;
        _processes.Add(
            ChildProcess.Start(
                name,
                new Launch(program, arguments) { Environment = environment, WorkingDirectory = folder },
                _directory,
                ScratchFile($"{name}.log")
            )
        );
    }

    private async Task AnswersAsync(string address, CancellationToken ct)
    {
        for (var left = 300; ; left--)
        {
            try
            {
                using var answer = await _client.GetAsync(new Uri(address), ct);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (left > 0)
            {
                // Not there yet.
            }

            if (left == 0)
                throw new TimeoutException($"{address} does not answer; see the logs in {_directory}.");
            await Task.Delay(200, ct);
        }
    }

    private static async Task ExecuteAsync(string database, string sql, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Port(string address) => address[(address.LastIndexOf(':') + 1)..];

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
        await Task.WhenAll(_processes.Select(process => process.StopAsync(Signal.Terminate, TimeSpan.FromSeconds(20))));
        _client.Dispose();
        if (_servers is not null)
            await _servers.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
