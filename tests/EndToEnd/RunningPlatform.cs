using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Platform.LocalServers;

[assembly: AssemblyFixture(typeof(Platform.EndToEnd.Tests.RunningPlatform))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Platform.EndToEnd.Tests;

/// <summary>The whole platform as an operator starts it: AppHost, servers, services with two scoring replicas, gateway; on its own data and ports.</summary>
public sealed class RunningPlatform : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("platform-e2e-").FullName;
    private readonly List<string> _output = [];
    private readonly int _httpPort = FreePort.Next();
    private readonly int _grpcPort = FreePort.Next();
    private Process _host = null!;

    /// <summary>The data directory of this instance.</summary>
    public string Data => _data;

    public Uri Http => new($"http://localhost:{_httpPort}");

    public string Grpc => $"localhost:{_grpcPort}";

    /// <summary>Set <c>PLATFORM_E2E_EVENTS</c> to try at full size.</summary>
    public static int Events => int.TryParse(Environment.GetEnvironmentVariable("PLATFORM_E2E_EVENTS"), System.Globalization.CultureInfo.InvariantCulture, out var events) ? events : 20_000;

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Built("AppHost", "Platform.AppHost.dll")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PLATFORM_DATA_DIR"] = _data,
                ["HealthScoring__Replicas"] = "2",
                ["Gateway__HttpPort"] = Text(_httpPort),
                ["Gateway__GrpcPort"] = Text(_grpcPort),
                ["DevelopmentTokens__Enabled"] = "true",
            },
        };
        _host = Process.Start(start)!;
        _host.OutputDataReceived += (_, line) => Keep(line.Data);
        _host.ErrorDataReceived += (_, line) => Keep(line.Data);
        _host.BeginOutputReadLine();
        _host.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = Http };
        await EventuallyAsync("the gateway is ready", async () => (await http.GetAsync("/health/ready")).IsSuccessStatusCode, seconds: 180);
    }

    /// <summary>A client with a development token of this role.</summary>
    public async Task<HttpClient> ClientAsync(string role, string user = "e2e")
    {
        var http = new HttpClient { BaseAddress = Http, Timeout = TimeSpan.FromSeconds(30) };
        var answer = await http.PostAsJsonAsync("/v1/tokens", new { user, role });
        answer.EnsureSuccessStatusCode();
        http.DefaultRequestHeaders.Authorization = new("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString());
        return http;
    }

    /// <summary>kill -9; the AppHost starts it again, as an orchestrator would.</summary>
    public void Kill(string process)
    {
        using var killed = Process.GetProcessById(ProcessIdOf(process));
        killed.Kill();
        killed.WaitForExit();
    }

    public int ProcessIdOf(string process) => State(process).GetProperty("processId").GetInt32();

    public bool IsHealthy(string process) => State(process).GetProperty("state").GetString() == "healthy";

    /// <summary>Names of the processes of one resource: <c>health-scoring</c> has one per replica.</summary>
    public IReadOnlyList<string> ProcessesOf(string resource)
    {
        using var state = JsonDocument.Parse(File.ReadAllText(Path.Combine(_data, "state.json")));
        return [.. state.RootElement.GetProperty("processes").EnumerateArray()
            .Where(entry => entry.GetProperty("resource").GetString() == resource)
            .Select(entry => entry.GetProperty("name").GetString()!)];
    }

    /// <summary>Where a service itself listens, behind the gateway.</summary>
    public Uri AddressOf(string service) => new(State(ProcessesOf(service)[0]).GetProperty("addresses").GetProperty("http").GetString()!);

    /// <summary>For looking into a database; without a pool, which would keep connections to a server that another test has killed since.</summary>
    public string ConnectionString(string name)
    {
        using var connections = JsonDocument.Parse(File.ReadAllText(Path.Combine(_data, "connections.json")));
        return $"{connections.RootElement.GetProperty(name).GetString()};Pooling=false";
    }

    public async Task EventuallyAsync(string what, Func<Task<bool>> holds, int seconds = 60)
    {
        var watch = Stopwatch.StartNew();
        Exception? last = null;
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            try
            {
                if (await holds()) return;
                last = null;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException or Npgsql.NpgsqlException)
            {
                last = exception;
            }

            if (_host.HasExited) break;
            await Task.Delay(200);
        }

        throw new TimeoutException($"Not within {seconds} s: {what}. {last?.Message}\n{string.Join('\n', Tail())}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_host.HasExited)
        {
            using var stop = Process.Start("kill", ["-TERM", Text(_host.Id)]);
            await stop.WaitForExitAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            try
            {
                await _host.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _host.Kill(entireProcessTree: true);
            }
        }

        _host.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private JsonElement State(string process)
    {
        using var state = JsonDocument.Parse(File.ReadAllText(Path.Combine(_data, "state.json")));
        return state.RootElement.GetProperty("processes").EnumerateArray().First(entry => entry.GetProperty("name").GetString() == process).Clone();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_output) _output.Add(line);
    }

    private List<string> Tail()
    {
        lock (_output) return [.. _output.TakeLast(40)];
    }

    /// <summary>What a project was built to, in the same configuration as these tests.</summary>
    public static string Built(string project, string assembly)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var root = output;
        while (!File.Exists(Path.Combine(root.FullName, "Platform.sln"))) root = root.Parent!;
        return Path.Combine(root.FullName, project, "bin", output.Parent!.Name, output.Name, assembly);
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
